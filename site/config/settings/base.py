"""What development, production and the tests share. What differs between machines comes from the environment."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parents[3]
SITE_DIR = BASE_DIR / "site"

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)


def parts_of(name: str) -> list[str]:
    """What stands between the commas of a variable, without the spaces that people put after them."""
    return [part.strip() for part in env.str(name, "").split(",") if part.strip()]


# Whatever the running site writes lives below one folder, so that a backup or a container volume is one path.
VAR_DIR = Path(env.str("ERIKTI_VAR_DIR", "") or BASE_DIR / "var")

# Either shuts the public site: the variable on every machine at its next start, the file on this one at once.
MAINTENANCE = env.bool("MAINTENANCE", False)
MAINTENANCE_FILE = VAR_DIR / "maintenance"

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "demo",
    "events",
    "home",
    "volunteers",
    "translation_workflow",  # before wagtail_localize, a template of which it extends
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.api.v2",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "home.users.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_recaptcha",
    "phonenumber_field",
    "health_check",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "config.middleware.MaintenanceMiddleware",  # before the page cache, which would go on handing out pages
    "config.page_cache.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.RememberingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]


if database_url := env.str("DATABASE_URL", ""):
    DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
else:
    # Written out and not as a URL: the path may hold spaces.
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "erikti.sqlite3"}}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock when a transaction begins, not at its first write: two transactions that read
    # before they write can then never both go on from the same reading. WAL lets readers go on meanwhile.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    )
else:
    # A page's questions are much the same each time, and PostgreSQL plans them for longer than it answers: it keeps
    # the plans for as long as the connection. A pooler between them must keep prepared statements apart.
    DATABASES["default"].setdefault("OPTIONS", {}).update(server_side_binding=True, prepare_threshold=5)
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if redis_url := env.str("REDIS_URL", ""):
    # Exceptions are swallowed: a cache that is down makes pages slower, and must not take them away.
    _redis = {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": redis_url,
        "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1},
    }
    CACHES = {"default": _redis, "pages": {**_redis, "KEY_PREFIX": "pages"}}
else:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        # Files and not memory: the worker publishes too, and its word must reach the web process.
        "pages": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "pages"},
    }
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
# How long a page is kept for visitors without a session; 0: not at all. What changes it ends it at once in any case.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", 0)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

FORM_RENDERER = "config.form_renderer.FormRenderer"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"


LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [SITE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Almaty"
USE_TZ = True


STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [SITE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Applicants' files: never below MEDIA_ROOT, so that no web server can be set up to hand them out.
PRIVATE_MEDIA_ROOT = VAR_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "config.storages.PrivateFileSystemStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # The page editor posts a field for every value in every block.


WAGTAIL_SITE_NAME = "Erikti"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # home.slugs says why.
# What stands in a field for a date: one way of writing for all three languages, which each of them reads.
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAILADMIN_USER_LOGIN_FORM = "home.login.LoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "home.login.PasswordResetForm"  # noqa: S105 - a form's name
# Who approves stands in a group: a superuser would get each mail of a page's way twice.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_BASE_URL = env.str("ERIKTI_BASE_URL", "") or "http://localhost:8000"
WAGTAILAPI_BASE_URL = WAGTAILADMIN_BASE_URL
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_RICH_TEXT_FORMAT = "html"  # As a page shows it: links lead somewhere, and name no number of ours.
WAGTAILIMAGES_IMAGE_MODEL = "home.CreditedImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.forms.media.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
# Four bytes of memory each while it is being scaled; what a large camera takes, and no more.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "home.CreditedDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.forms.media.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
# Both would tell a stranger's server about our staff.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AGING_PAGES_ENABLED = False  # In its place stands home.views.reports.NotUpdatedReport.
# A copy made for translation stays a draft until a translator publishes it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True  # translation_workflow.memory deletes what can go.
WAGTAILEMBEDS_FINDERS = []  # A video is a link until the visitor asks for it; nothing is looked up outside.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"},
}


# For a copy of the site to try things on: robots are asked to stay away from all of it.
HIDDEN_FROM_SEARCH_ENGINES = env.bool("HIDDEN_FROM_SEARCH_ENGINES", False)


DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "") or "Erikti <volunteers@example.kz>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 15  # seconds; without it a silent mail server would hold the worker for ever
# Where a mail is handed to a server, and what stands before it for the mails that Wagtail would hand over in a request.
DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_BACKEND = "config.staff_mail.StaffMailBackend"


def mail_settings() -> dict[str, object]:
    """EMAIL_URL taken apart. What it leaves unsaid comes as None, and must not undo a default such as the timeout."""
    parts = env.dj_email_url("EMAIL_URL")
    if "EMAIL_BACKEND" not in parts:
        raise ImproperlyConfigured("EMAIL_URL must begin with submission://, smtp://, console://, file:// or dummy://.")
    found = {name: value for name, value in parts.items() if name.startswith("EMAIL_") and value is not None}
    return found | {"DELIVERY_BACKEND": found.pop("EMAIL_BACKEND")}


# How long a decision's mail waits before it goes out: within it an undone decision leaves no trace in any inbox.
DECISION_MAIL_DELAY = env.int("DECISION_MAIL_DELAY", 30)  # seconds


RECAPTCHA_PUBLIC_KEY = env.str("RECAPTCHA_PUBLIC_KEY", "")
RECAPTCHA_PRIVATE_KEY = env.str("RECAPTCHA_PRIVATE_KEY", "")
RECAPTCHA_VERSION = env.int("RECAPTCHA_VERSION", 2, validate=lambda version: version in (2, 3))
RECAPTCHA_REQUIRED_SCORE = env.float("RECAPTCHA_REQUIRED_SCORE", 0.5)
RECAPTCHA_VERIFY_REQUEST_TIMEOUT = 5  # seconds
# A class of thirty applies from one school address, so the limit by address is generous.
APPLY_RATE_BY_ADDRESS = env.str("APPLY_RATE_BY_ADDRESS", "400/h")
APPLY_RATE_BY_EMAIL = env.str("APPLY_RATE_BY_EMAIL", "6/h")
APPLY_MINIMUM_SECONDS = env.int("APPLY_MINIMUM_SECONDS", 3)
RATELIMIT_FAIL_OPEN = True
RATELIMIT_IP_META_KEY = "config.client_address.client_address"
# How many proxies of ours stand before the application; the visitor's address is that many from the right.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)

PHONENUMBER_DEFAULT_REGION = "KZ"
PHONENUMBER_DB_FORMAT = "E164"
PHONENUMBER_DEFAULT_FORMAT = "INTERNATIONAL"


SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # The page editor previews a page in a frame of its own site.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365

_captcha_hosts = ["https://www.google.com", "https://www.gstatic.com"] if RECAPTCHA_PUBLIC_KEY else []
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin still needs inline script and style.
    "EXCLUDE_URL_PREFIXES": ("/admin/",),
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'", *_captcha_hosts],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *_captcha_hosts],
        "frame-src": ["'self'", "https://www.youtube-nocookie.com", "https://player.vimeo.com", *_captcha_hosts],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "warnings": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"},
    },
    # Every task that begins and ends at INFO would drown what happened, and the worker sets its loggers to INFO itself.
    "loggers": {name: {"handlers": ["warnings"], "propagate": False} for name in ("django_tasks", "django_tasks_db")},
    "root": {"handlers": ["console"], "level": env.log_level("LOG_LEVEL", "INFO")},
}

SILENCED_SYSTEM_CHECKS = [
    # The page editor shows its preview in a frame, so SAMEORIGIN and not DENY.
    "security.W019",
    # The keys' absence is a supported setting: then a honeypot and a minimum time stand alone.
    "django_recaptcha.recaptcha_test_key_error",
]
