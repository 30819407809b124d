from django.test import Client

from tests.volunteers.staff import browser_of, make_member


def browser_of_role(role: str) -> Client:
    """One of `matrix.ROLES`, each time somebody else."""
    if role == "anonymous":
        return browser_of(None)
    if role == "superuser":
        return browser_of(make_member(None, is_superuser=True))
    return browser_of(make_member(None if role == "without group" else role))
