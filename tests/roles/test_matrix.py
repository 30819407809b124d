"""Each role × every address of the admin that the resolver knows, with something real behind it.

A new address stands in no line of the matrix yet, and fails; so does one that a role has gained or lost.
"""

import logging

import pytest

from tests.roles import house as houses
from tests.roles.addresses import BULK, addresses, routes
from tests.roles.matrix import ROLES, line_of, lines, should_open

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _refusals_are_no_news(caplog):
    caplog.set_level(logging.CRITICAL, "django.request")


def test_every_address_stands_in_the_matrix():
    found = routes()

    assert len(found) > 300
    assert [route.name for route in found if route.name != BULK and line_of(route.name) is None] == []


def test_every_line_of_the_matrix_is_needed(house):
    needed = {line_of(address.name) for address in addresses(house)}

    assert [(roles, each) for roles, patterns in lines() for each in patterns if (roles, each) not in needed] == []


@pytest.mark.parametrize("letter", ROLES)
def test_a_role_opens_what_the_matrix_says_and_nothing_else(walked, letter):
    answers = walked(letter)

    opened = {str(address) for address, answer in answers.items() if answer.is_open}
    should = {str(address) for address in answers if should_open(address, letter)}
    assert (sorted(opened - should), sorted(should - opened)) == ([], [])


@pytest.mark.parametrize("letter", ["E", "T", "M"])
def test_no_address_tells_who_writes_pages_of_an_applicant(house, walked, letter):
    secrets = houses.secrets(house) - {houses.DRAFT}

    assert [str(address) for address, answer in walked(letter).items() if answer.told & secrets] == []


def test_no_address_tells_a_reviewer_of_a_draft(walked):
    told = [address.name for address, answer in walked("R").items() if houses.DRAFT in answer.told]

    # Wagtail names there what it will not do to a page, to all who may enter the admin, and shows nothing else of it.
    assert [name for name in told if not name.startswith("bulk:wagtailcore.page:")] == []


def test_the_secrets_are_there_to_be_told(house, walked):
    told = [answer.told for answer in walked("A").values()]

    assert frozenset().union(*told) == houses.secrets(house)
