"""Production's settings, reached over plain HTTP on loopback, with a bare view beside the site to compare with."""

import os

os.environ.setdefault("SECRET_KEY", "a key for the benchmark, which nobody else reaches")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1")
os.environ.setdefault("EMAIL_URL", "dummy://")
os.environ.setdefault("DEFAULT_FROM_EMAIL", "volunteers@example.kz")
os.environ.setdefault("ERIKTI_BASE_URL", "http://localhost")

from config.settings.production import *  # noqa: F403

SECURE_SSL_REDIRECT = False
ROOT_URLCONF = "tests.bench.urls"
