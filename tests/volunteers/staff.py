"""People of the three groups that the migration makes, each at a browser of their own."""

import itertools

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

_numbers = itertools.count(1)


def make_member(group: str | None, **fields):
    """A user of Editors, Reviewers or Administrators; None for one without a group."""
    name = f"{(group or 'nobody').lower()}{next(_numbers)}"
    user = get_user_model().objects.create_user(
        username=name, password="password", email=f"{name}@example.kz", **fields
    )
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def browser_of(user) -> Client:
    """English, so that tests can read what it says."""
    client = Client(headers={"accept-language": "en"})
    if user:
        client.force_login(user)
    return client


def reviewer_and_browser(**fields):
    user = make_member("Reviewers", **fields)
    return user, browser_of(user)
