"""Which release of the site is running: what another release has made is not shown by this one."""

from functools import cache
from hashlib import blake2b

from django.conf import settings

PARTS = (
    "requirements.txt",
    "site/static/**/*.*",
    "templates/**/*.*",
    "site/**/*.mo",
    *(f"{folder}/**/*.py" for folder in ("events", "home", "site", "volunteers")),
)


@cache
def fingerprint() -> str:
    """The same on every machine that runs the same code, templates and catalogues."""
    digest = blake2b(digest_size=8)
    for pattern in PARTS:
        for path in sorted(settings.BASE_DIR.glob(pattern)):
            digest.update(path.relative_to(settings.BASE_DIR).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
