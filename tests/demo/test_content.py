"""The files themselves, before anything is loaded."""

import re

import phonenumbers
import pytest

from demo.content import FOLDER, LANGUAGES, read
from demo.people import _email

FILES = sorted(path.stem for path in FOLDER.glob("*.toml"))
TRANSLATED = [name for name in FILES if name != "unfinished"]
KAZAKH_ONLY = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)


def texts(value, path=""):
    """Every text that stands in several languages, with where it stands."""
    if isinstance(value, dict):
        if value.keys() & set(LANGUAGES):
            yield path, value
            return
        for name, item in value.items():
            yield from texts(item, f"{path}.{name}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from texts(item, f"{path}[{number}]")


@pytest.mark.parametrize("name", TRANSLATED)
def test_text_stands_in_all_languages(name):
    found = list(texts(read(name)))

    assert found
    for path, text in found:
        assert text.keys() == set(LANGUAGES), path
        assert all(words and (not isinstance(words, str) or words.strip()) for words in text.values()), path


@pytest.mark.parametrize("name", TRANSLATED)
def test_long_text_is_in_the_language_it_claims(name):
    for path, text in texts(read(name)):
        if not isinstance(text["kk"], str) or len(text["kk"]) < 60:
            continue
        assert KAZAKH_ONLY.search(text["kk"]), path
        assert not KAZAKH_ONLY.search(re.sub(r"«[^»]*»", "", text["ru"])), path
        assert not re.search(r"[а-яё]", text["en"], re.IGNORECASE), path


@pytest.mark.parametrize("name", FILES)
def test_address_belongs_to_nobody(name):
    source = (FOLDER / f"{name}.toml").read_text()

    hosts = set(re.findall(r"https?://([^/\"\s]+)", source)) | set(re.findall(r"[\w.+-]+@([\w.-]+)", source))

    assert hosts <= {"example.kz", "example.org", "meet.example.org", "www.openstreetmap.org"}


def test_applicants_have_addresses_of_their_own():
    emails = [_email(entry) for entry in read("people")["applicants"]]

    assert len(set(emails)) == len(emails) == 80
    assert all(re.fullmatch(r"[a-z.]+\.\d+@example\.(kz|org)", email) for email in emails)


@pytest.mark.parametrize("number", [1, 80, 1001, 1080])
def test_phone_number_is_one_that_the_form_takes(number):
    phone = phonenumbers.parse(f"+7700000{number:04}")

    assert phonenumbers.is_valid_number(phone)
    assert phonenumbers.region_code_for_number(phone) == "KZ"


def test_slugs_can_be_read_in_any_messenger():
    slugs = [text for name in TRANSLATED for path, text in texts(read(name)) if path.endswith(".slug")]

    assert len(slugs) == 29
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", words) for text in slugs for words in text.values())
