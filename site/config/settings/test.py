"""Settings of the test suite: quick passwords, mail in memory, files in a folder of their own.

TEST_DATABASE=postgresql runs the suite on PostgreSQL: on the server in TEST_DATABASE_URL or DATABASE_URL, else on one
of its own that comes as a wheel. The choice is made once and handed to pytest's worker processes by the environment.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if os.environ.get("TEST_DATABASE") == "postgresql" and "ERIKTI_TEST_DATABASE_URL" not in os.environ:
    from tests.postgresql import server_url

    os.environ["ERIKTI_TEST_DATABASE_URL"] = server_url()
os.environ["DATABASE_URL"] = os.environ.get("ERIKTI_TEST_DATABASE_URL", "")
# The developer's own .env must not change what the tests find.
for _name in ("REDIS_URL", "RECAPTCHA_PUBLIC_KEY", "RECAPTCHA_PRIVATE_KEY", "EMAIL_URL"):
    os.environ[_name] = ""

from .base import *  # noqa: E402, F403 - all settings, once the environment is set
from .base import CACHES, DATABASES, STORAGES  # noqa: E402 - the same

DEBUG = False
SECRET_KEY = "a key for tests"  # noqa: S105 - as it says
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Made once, by the process that gives it to the others and takes it away at its end.
if "ERIKTI_TEST_SCRATCH" not in os.environ:
    os.environ["ERIKTI_TEST_SCRATCH"] = tempfile.mkdtemp(prefix="erikti-test-")
    atexit.register(shutil.rmtree, os.environ["ERIKTI_TEST_SCRATCH"], ignore_errors=True)
_scratch = Path(os.environ["ERIKTI_TEST_SCRATCH"])
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file and not memory: the race and browser tests open it from several threads and processes.
    DATABASES["default"]["TEST"] = {"NAME": str(_scratch / "test.sqlite3")}
STATIC_ROOT = _scratch / "static"
# Whitenoise warns of a folder that is not there, and warnings are errors.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = _scratch / "media"
PRIVATE_MEDIA_ROOT = _scratch / "private"
STORAGES["private"]["OPTIONS"]["location"] = PRIVATE_MEDIA_ROOT
APPLY_MINIMUM_SECONDS = 0
# Tests of the page cache turn it on; with one process its memory is shared enough, and `cache.clear()` empties both.
PAGE_CACHE_SECONDS = 0
CACHES["pages"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
