"""Production's settings, reached over plain HTTP on loopback, with a bare view beside the site to compare with."""

import os

NEEDED = {
    "SECRET_KEY": "a key for the benchmark, which nobody else reaches",
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
    "EMAIL_URL": "dummy://",
    "DEFAULT_FROM_EMAIL": "volunteers@example.kz",
    "ERIKTI_BASE_URL": "http://localhost",
}
for _name, _value in NEEDED.items():
    os.environ[_name] = os.environ.get(_name) or _value

from config.settings.production import *  # noqa: E402, F403 - all settings, once the environment is set

SECURE_SSL_REDIRECT = False
ROOT_URLCONF = "tests.bench.urls"
