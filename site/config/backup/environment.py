"""The settings that came from the environment, as `.env` holds them: those that `.env.example` names, no others."""

import io
import os
import re

import dotenv
from django.conf import settings

NAME = re.compile(r"^([A-Z][A-Z0-9_]*)=", re.MULTILINE)


def given() -> dict[str, str]:
    names = NAME.findall((settings.BASE_DIR / ".env.example").read_text())
    return {name: os.environ[name] for name in names if os.environ.get(name)}


def written(values: dict[str, str]) -> str:
    return "".join(f"{name}={_quoted(value)}\n" for name, value in values.items())


def differing(content: str) -> list[str]:
    """The names of those in `content` that have another value here, or none."""
    now = given()
    return [name for name, value in dotenv.dotenv_values(stream=io.StringIO(content)).items() if now.get(name) != value]


def _quoted(value: str) -> str:
    # Even between quotation marks ${…} stands for a variable; what stands for none is what is written after the dash.
    escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("${", "${:-$}{")
    return f"'{escaped}'"
