import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings


def pytest_collection_modifyitems(items):
    """All on one of the suite's processes: loading the demo takes longer than looking at it."""
    for item in items:
        if "/demo/" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("demo"))


@pytest.fixture(scope="package")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for all tests here, into a database of its own that is dropped after them.

    Loaded within a transaction that is rolled back, it would not be the demo that a site gets: wagtail-localize
    publishes each translation when its transaction is committed.
    """
    with django_db_blocker.unblock():
        connection.close()
        usual = connection.settings_dict
        connection.creation.clone_test_db("demo", verbosity=0)
        connection.settings_dict = connection.creation.get_test_db_clone_settings("demo")
        # The tests' own backend would do at once what the command is to do better.
        with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
            call_command("demo", in_production=True)
        connection.close()
        yield
        connection.close()
        connection.settings_dict = usual
        connection.creation.destroy_test_db(suffix="demo", verbosity=0)
