"""The style guide shows every component, in every language, to staff alone."""

from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth.models import Permission
from django.urls import reverse

from home.ornament.sprites import MOTIFS
from home.styleguide import catalogue, examples, foundations
from tests.home.test_design import tokens

pytestmark = pytest.mark.django_db

COMPONENTS = sorted(path.stem for path in (Path(settings.BASE_DIR) / "templates/components").glob("*.html"))
LANGUAGES = [code for code, _name in settings.LANGUAGES]
INDEX = reverse("home:styleguide")
SHOWN = [component for group in catalogue.GROUPS for component in group.components]


@pytest.fixture
def staff(client, django_user_model):
    """Who may enter the admin, and no more."""
    user = django_user_model.objects.create_user("designer", password="designer")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    return client


@pytest.fixture
def guide(staff):
    response = staff.get(INDEX)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_is_shown(name):
    """A component comes with its entry in home/styleguide/catalogue.py."""
    if name in catalogue.UNSEEN:
        return
    shown = {component.name for component in SHOWN} | catalogue.FRAMES.keys()
    whole = catalogue.PARTS.get(name, name)

    assert whole in shown
    if whole != name:
        assert f"components/{name}.html" in (Path(settings.BASE_DIR) / f"templates/components/{whole}.html").read_text()


def test_nothing_is_listed_that_is_gone():
    assert catalogue.UNSEEN | catalogue.PARTS.keys() <= set(COMPONENTS)


def test_every_state_is_shown_in_every_language(guide):
    for component in SHOWN:
        entry = guide.find(id=f"component-{component.name}")
        assert [caption.text for caption in entry.select(".guide__state > figcaption")] == [
            state.name for state in component.states
        ]
        for state in entry.select(".guide__state"):
            looks = state.select(".guide__look")
            assert [look["lang"] for look in looks] == LANGUAGES
            assert all(look.text.strip() or look.img for look in looks), component.name


def test_what_is_wrong_looks_wrong_and_what_is_right_does_not(guide):
    wrong = [state for state in guide.select(".guide__state") if state.select(".field--invalid")]

    assert wrong
    assert all("wrong" in state.figcaption.text or "too long" in state.figcaption.text for state in wrong)


def test_labels_of_copies_do_not_meet(guide):
    counted = Counter(element["id"] for element in guide.select("[id]"))

    assert [name for name, times in counted.items() if times > 1] == []
    radios = Counter(radio["name"] for radio in guide.select("input[type=radio]"))
    assert set(radios.values()) == {3}


def test_examples_speak_every_language():
    assert [key for key, words in examples.WORDS.items() if list(words) != LANGUAGES or not all(words.values())] == []


def test_one_language_can_be_looked_at_alone(staff):
    soup = BeautifulSoup(staff.get(INDEX, {"language": "ru"}).content, "html.parser")

    assert soup.html["lang"] == "ru"
    assert {look["lang"] for look in soup.select(".guide__look")} == {"ru"}
    assert staff.get(INDEX, {"language": "de"}).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", catalogue.FRAMES)
def test_whole_pages_are_shown_in_frames(staff, guide, name, language):
    address = reverse("home:styleguide_frame", args=[name, language])

    soup = BeautifulSoup(staff.get(address).content, "html.parser")

    assert guide.select_one(f'iframe[src="{address}"]')
    assert soup.html["lang"] == language
    assert soup.body.text.strip()


def test_a_frame_that_is_none_is_not_found(staff):
    assert staff.get(reverse("home:styleguide_frame", args=["base", "kk"])).status_code == 404


@pytest.mark.parametrize("address", [INDEX, reverse("home:styleguide_frame", args=["header", "kk"])])
def test_strangers_are_sent_to_the_login(client, django_user_model, address):
    anonymous = client.get(address)
    client.force_login(django_user_model.objects.create_user("reader"))
    reader = client.get(address)

    for response in (anonymous, reader):
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")


def test_it_is_kept_by_nobody_and_named_to_no_search_engine(staff):
    response = staff.get(INDEX)

    assert "private" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_every_colour_is_shown():
    shown = {name for names in foundations.COLOURS.values() for name in names}

    assert shown == tokens()["light"].keys()


def test_every_motif_is_shown(guide):
    assert [item["data-motif"] for item in guide.select(".guide__motifs [data-motif]")] == list(MOTIFS)
