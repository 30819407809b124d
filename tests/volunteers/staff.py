"""People of the groups that the migration makes, each at a browser of their own."""

import itertools

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.users.models import UserProfile

_numbers = itertools.count(1)


def make_member(group: str | None, *, language: str = "en", **fields):
    """A user of one of the groups, None for one without; in English, so that tests can read what she is told."""
    name = f"{(group or 'nobody').split()[0].lower()}{next(_numbers)}"
    user = get_user_model().objects.create_user(
        username=name, password="password", email=f"{name}@example.kz", **fields
    )
    UserProfile.objects.filter(user=user).update(preferred_language=language)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def browser_of(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    if user:
        client.force_login(user)
    return client


def reviewer_and_browser(**fields):
    user = make_member("Reviewers", **fields)
    return user, browser_of(user)
