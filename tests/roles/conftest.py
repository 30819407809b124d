from functools import cache

import pytest

from tests.own_database import keep_together, own_database
from tests.roles import house as houses
from tests.roles.addresses import Address, addresses
from tests.roles.matrix import ROLES
from tests.roles.people import browser_of_role
from tests.roles.walk import Answer, Walk
from tests.volunteers.staff import browser_of


def pytest_collection_modifyitems(items):
    keep_together(items, "roles")


@pytest.fixture(scope="package")
def house(django_db_setup, django_db_blocker):
    with own_database("house", django_db_blocker):
        yield houses.build()


@pytest.fixture(scope="package")
def browser(house):
    """Of a role by its letter. The editor is the one whose work it is that is in the house."""
    return lambda letter: browser_of(house.editor) if letter == "E" else browser_of_role(ROLES[letter])


@pytest.fixture(scope="package")
def walked(house, browser):
    """What a role finds behind each address; walked once."""

    @cache
    def answers(letter: str) -> dict[Address, Answer]:
        walk = Walk(browser(letter), houses.secrets(house))
        return {address: walk.look(address) for address in addresses(house)}

    return answers
