"""A public site. It refuses to start half set up: every missing variable is named at once."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403 - all settings
from .base import CACHES, DATABASES, STORAGES, env, mail_settings, parts_of

DEBUG = False

_required = {
    "SECRET_KEY": "a long random string",
    "ALLOWED_HOSTS": "the host names of the site, separated by commas",
    "EMAIL_URL": "how mail is sent, such as submission://user:password@mail.example.kz:587",
    "DEFAULT_FROM_EMAIL": "the sender of the site's mail",
    "ERIKTI_BASE_URL": "the site's address for links in mail, such as https://volunteers.example.kz",
}
if _missing := [name for name in _required if not env.str(name, "").strip()]:
    raise ImproperlyConfigured(
        "Erikti cannot start. Set in the environment or in .env: "
        + "; ".join(f"{name} ({_required[name]})" for name in _missing)
        + "."
    )

SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = parts_of("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = parts_of("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = parts_of("CSRF_TRUSTED_ORIGINS")
globals().update(mail_settings())

if env.str("DATABASE_URL", ""):
    # Here and nowhere else: runserver answers each connection in a thread of its own, and what a thread left open
    # nobody would use again. A hundred pages later PostgreSQL would take no more clients.
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
if not env.str("REDIS_URL", ""):
    # Shared by all processes of one machine, which process memory is not; `createcachetable` makes it.
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    # A table of its own, so that many pages never crowd out what the rate limits have counted.
    CACHES["pages"] = {
        "BACKEND": "config.page_cache.database.PagesDatabaseCache",
        "LOCATION": "page_cache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", 300)
# A cache before the site is told by the worker what has changed; docs/operations.md says how to set one up.
_frontend = "wagtail.contrib.frontend_cache.backends"
if _address := env.str("FRONTEND_CACHE_URL", ""):
    WAGTAILFRONTENDCACHE = {"http": {"BACKEND": f"{_frontend}.HTTPBackend", "LOCATION": _address}}
elif _zone := env.str("CLOUDFLARE_ZONE_ID", ""):
    _cloudflare = {"ZONEID": _zone, "BEARER_TOKEN": env.str("CLOUDFLARE_API_TOKEN", "")}
    WAGTAILFRONTENDCACHE = {"cloudflare": {"BACKEND": f"{_frontend}.CloudflareBackend", **_cloudflare}}
WAGTAILFRONTENDCACHE_LANGUAGES: list[str] = []  # Each language has addresses of its own, and is told of by itself.

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
if _bucket := env.str("S3_BUCKET", ""):
    # Several web machines share one store of files; the private one hands out nothing by address.
    _s3 = {"bucket_name": _bucket, "endpoint_url": env.str("S3_ENDPOINT_URL", "") or None, "file_overwrite": False}
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**_s3, "location": "media", "querystring_auth": False},
    }
    STORAGES["private"] = {
        "BACKEND": "config.s3_storages.PrivateS3Storage",
        "OPTIONS": {**_s3, "location": "private", "default_acl": "private"},
    }

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # Asked from within, over plain HTTP.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.int("TRUSTED_PROXIES", 0) else None
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 60 * 60 * 24 * 365)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
