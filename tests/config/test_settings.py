"""Production's settings: they name everything that is missing, and keep what must not be lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIRED = {
    "SECRET_KEY": "s" * 60,
    "ALLOWED_HOSTS": "volunteers.example.kz",
    "EMAIL_URL": "submission://user:p%40ss@mail.example.kz:587",
    "DEFAULT_FROM_EMAIL": "Volunteers <volunteers@example.kz>",
    "ERIKTI_BASE_URL": "https://volunteers.example.kz",
}
PRINT_SETTINGS = """
import importlib, json, sys
module = importlib.import_module(f"config.settings.{sys.argv[1]}")
print(json.dumps({name: getattr(module, name, None) for name in sys.argv[2:]}))
"""


def read_settings(module: str, *names: str, **environment: str) -> subprocess.CompletedProcess:
    return run_python(PRINT_SETTINGS, module, *names, **environment)


def run_python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """In a process of its own. What is not named is set to nothing, so that no .env of a developer fills it in."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            **dict.fromkeys([*REQUIRED, "REDIS_URL", "S3_BUCKET", "DATABASE_URL"], ""),
            **environment,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
        },
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", REQUIRED)
def test_production_refuses_to_start_and_names_what_is_missing(missing):
    result = read_settings("production", **{**REQUIRED, missing: ""})
    refusal = result.stderr.strip().splitlines()[-1]
    assert result.returncode != 0
    assert f"Erikti cannot start. Set in the environment or in .env: {missing} (" in refusal
    assert [name for name in REQUIRED if f"{name} (" in refusal] == [missing]


def test_production_names_all_that_is_missing_at_once():
    refusal = read_settings("production", SECRET_KEY="  ").stderr.strip().splitlines()[-1]
    assert [name for name in REQUIRED if f"{name} (" in refusal] == list(REQUIRED)


def test_production_starts_with_what_it_asks_for():
    names = ("DEBUG", "EMAIL_HOST", "EMAIL_HOST_PASSWORD", "EMAIL_PORT", "EMAIL_USE_TLS", "WAGTAILADMIN_BASE_URL")
    result = read_settings("production", *names, **REQUIRED)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == {
        "DEBUG": False,
        "EMAIL_HOST": "mail.example.kz",
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_PORT": 587,
        "EMAIL_USE_TLS": True,
        "WAGTAILADMIN_BASE_URL": "https://volunteers.example.kz",
    }


def test_a_space_after_a_comma_is_part_of_no_name():
    lists = {
        "ALLOWED_HOSTS": "a.example.kz, b.example.kz,",
        "CSRF_TRUSTED_ORIGINS": "https://a.example.kz, https://b.example.kz",
        "SECRET_KEY_FALLBACKS": "",
    }
    assert json.loads(read_settings("production", *lists, **{**REQUIRED, **lists}).stdout) == {
        "ALLOWED_HOSTS": ["a.example.kz", "b.example.kz"],
        "CSRF_TRUSTED_ORIGINS": ["https://a.example.kz", "https://b.example.kz"],
        "SECRET_KEY_FALLBACKS": [],
    }


@pytest.mark.parametrize("environment", [{}, {"S3_BUCKET": "erikti", "AWS_DEFAULT_REGION": "kz-1"}], ids=["disk", "S3"])
def test_private_files_have_no_address(environment):
    ask = """
import django
from django.core.files.storage import storages
django.setup()
storages["private"].url("applications/x")
"""
    result = run_python(ask, DJANGO_SETTINGS_MODULE="config.settings.production", **{**REQUIRED, **environment})
    assert result.stderr.strip().splitlines()[-1].startswith("ValueError: A private file has no address.")


@pytest.mark.parametrize("module", ["production", "development"])
def test_a_mail_server_s_address_does_not_take_the_time_limit_away(module):
    plain = json.loads(read_settings(module, "EMAIL_TIMEOUT", **REQUIRED).stdout)
    chosen = {**REQUIRED, "EMAIL_URL": "smtp://mail.example.kz?timeout=40"}
    assert plain == {"EMAIL_TIMEOUT": 15}
    assert json.loads(read_settings(module, "EMAIL_TIMEOUT", **chosen).stdout) == {"EMAIL_TIMEOUT": 40}


@pytest.mark.parametrize("url", ["mail.example.kz", "https://mail.example.kz", "smpt://mail.example.kz"])
def test_an_address_that_is_no_mail_server_s_is_refused(url):
    result = read_settings("production", **{**REQUIRED, "EMAIL_URL": url})
    assert result.returncode != 0
    assert "EMAIL_URL must begin with submission://" in result.stderr


def test_the_example_names_each_setting_that_production_asks_for():
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = [line.partition("=")[0] for line in lines if line and not line.startswith("#")]
    assert named[: len(REQUIRED)] == list(REQUIRED)
    assert "first five" in lines[0]


@pytest.mark.parametrize(("module", "seconds"), [("production", 60), ("development", 0)])
def test_connections_are_kept_where_a_thread_comes_back_to_them(module, seconds):
    read = read_settings(module, "DATABASES", DATABASE_URL="postgres://localhost/erikti", **REQUIRED)
    assert json.loads(read.stdout)["DATABASES"]["default"]["CONN_MAX_AGE"] == seconds
