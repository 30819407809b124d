import pytest

from tests.events import factories
from tests.home import factories as pages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "is_filtered"),
    [("", False), ("?when=past", False), ("?scale=", False), ("?scale=galaxy", False), ("?scale=city", True),
     ("?when=past&scale=city", True), ("?volunteers=on", True)],
)  # fmt: skip
def test_clearing_is_offered_only_for_what_a_visitor_has_chosen(client, query, is_filtered):
    index = factories.make_event_index(pages.make_home())

    response = client.get(f"{index.url}{query}")

    assert response.context["is_filtered"] is is_filtered
