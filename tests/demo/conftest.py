import pytest
from django.core.management import call_command
from django.test import override_settings

from tests.own_database import keep_together, own_database


def pytest_collection_modifyitems(items):
    keep_together(items, "demo")


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests here."""
    # The tests' own backend would do at once what the command is to do better.
    with own_database("demo", django_db_blocker):
        with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
            call_command("demo", in_production=True)
        yield
