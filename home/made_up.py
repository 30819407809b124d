"""Addresses that nobody was led to: ?page=999, ?month=abc. They are answered, and there are more than can be kept."""

from django.http import HttpRequest


def call_made_up(request: HttpRequest) -> None:
    """To be called by whoever reads a parameter and finds in it a value that no link of ours has."""
    request._is_made_up = True


def is_made_up(request: HttpRequest) -> bool:
    return getattr(request, "_is_made_up", False)
