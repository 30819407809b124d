"""How many applications may come from one address and from one mailbox.

A limit that cannot be counted limits nobody: while the cache is away, applications are taken.
"""

import logging

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django_ratelimit.core import get_usage

logger = logging.getLogger(__name__)


def wait_for_address(request: HttpRequest) -> int | None:
    """Count a post from this address; the seconds for which it has to wait, None if it need not."""
    return _wait(request, group="apply-address", key="ip", rate=settings.APPLY_RATE_BY_ADDRESS)


def wait_for_email(request: HttpRequest, email: str) -> int | None:
    """Count an application that is ready to be sent in the name of `email`. The cache gets to see only a hash of it.

    What fails before is not counted, or anybody could use up somebody else's attempts without a single valid form.
    """
    return _wait(request, group="apply-email", key=lambda _group, _request: email, rate=settings.APPLY_RATE_BY_EMAIL)


def address(request: HttpRequest) -> str:
    """The visitor's address by the site's own rule of which proxies to believe."""
    return import_string(settings.RATELIMIT_IP_META_KEY)(request)


def _wait(request: HttpRequest, **limit) -> int | None:
    try:
        usage = get_usage(request, increment=True, **limit)
    except Exception:
        # Whatever a cache's driver raises (redis, memcached and the database each have their own).
        logger.exception("Applications cannot be counted")
        return None
    if usage is None or not usage["should_limit"]:
        return None
    return max(1, usage["time_left"])
