"""One machine, one developer: readable errors, and no mail leaves the house."""

from .base import *  # noqa: F403 - all settings
from .base import env, mail_settings, parts_of

DEBUG = env.bool("DEBUG", True)
SECRET_KEY = "development only: sessions made with this key are worth nothing elsewhere"  # noqa: S105 - as it says
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver", *parts_of("ALLOWED_HOSTS")]
# The outbox's rows are read in the admin, under Messages; this backend only proves that the worker sends.
DELIVERY_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if env.str("EMAIL_URL", ""):
    globals().update(mail_settings())
