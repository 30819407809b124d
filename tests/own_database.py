"""A database for tests that look at the same content, which is made once and takes longer than the looking."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection


def keep_together(items, folder: str) -> None:
    """All of `folder` on one of the suite's processes: making what it looks at takes longer than the looking."""
    for item in items:
        if f"/{folder}/" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group(folder))


@contextmanager
def own_database(name: str, blocker) -> Iterator[None]:
    """A copy of the suite's, dropped afterwards. All tests that use it belong on one of the suite's processes.

    What is made in it is committed. Within a transaction that is rolled back, it would not be what a site gets:
    wagtail-localize publishes each translation when its transaction is committed.
    """
    with blocker.unblock():
        connection.close()
        usual = connection.settings_dict
        connection.creation.clone_test_db(name, verbosity=0)
        connection.settings_dict = connection.creation.get_test_db_clone_settings(name)
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict = usual
            connection.creation.destroy_test_db(suffix=name, verbosity=0)
