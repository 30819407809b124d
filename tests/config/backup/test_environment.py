"""Settings as `.env` holds them, and as the library that reads `.env` understands them."""

import io

import dotenv
import pytest

from config.backup import environment


@pytest.mark.parametrize(
    "value",
    [
        "plain",
        "with spaces # and more",
        "it's",
        'a "quoted" one',
        "back\\slash\\'",
        "${HOME}",
        "$HOME",
        "a\nb",
        "құпия",
        "=",
    ],
)
def test_a_value_is_read_back_as_it_was(value):
    written = environment.written({"SECRET_KEY": value, "AFTER": "it"})
    assert dotenv.dotenv_values(stream=io.StringIO(written)) == {"SECRET_KEY": value, "AFTER": "it"}


def test_only_what_the_example_names_is_taken(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "key")
    monkeypatch.setenv("OF_ANOTHER_PROGRAM", "its secret")
    given = environment.given()
    assert (given["SECRET_KEY"], given["AWS_SECRET_ACCESS_KEY"]) == ("secret", "key")
    assert "OF_ANOTHER_PROGRAM" not in given


def test_what_differs_is_named(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("ALLOWED_HOSTS", "example.kz")
    assert environment.differing("SECRET_KEY='another'\nALLOWED_HOSTS='example.kz'\n") == ["SECRET_KEY"]
