"""Caches whose server is away."""

from django.core.cache.backends.base import BaseCache


class FailingCache(BaseCache):
    """Raises what it is told to; every driver has its own errors."""

    def __init__(self, _location, params):
        super().__init__(params)
        self.error = params["OPTIONS"]["error"]

    def add(self, *_args, **_options):
        raise self.error("the cache is away")

    get = set = incr = add

    def clear(self):
        return None


class SilentCache(BaseCache):
    """Swallows its errors, as django-redis does with IGNORE_EXCEPTIONS."""

    def __init__(self, _location, params):
        super().__init__(params)

    def add(self, *_args, **_options):
        return False

    def get(self, _key, default=None, **_options):
        return default

    def set(self, *_args, **_options):
        return None

    def incr(self, *_args, **_options):
        return None

    def clear(self):
        return None
