import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english():
    """So that tests can read what is said."""
    with translation.override("en"):
        yield
