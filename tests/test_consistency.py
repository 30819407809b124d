"""The house guards itself: no stray template, no inline script, no long file, nothing that names a workplace."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.models import get_page_models

from home.guide import LANGUAGES, TOPICS

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
NAMED_BY_CONVENTION = {"404.html", "500.html", "403.html", "403_csrf.html", "400.html", "429.html"}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).exists()]


def our_code() -> list[Path]:
    return [path for path in tracked("*.py") if "tests" not in path.parts and "migrations" not in path.parts]


def test_every_template_is_used():
    named = {f"{model._meta.app_label}/{model.template.rpartition('/')[2]}" for model in get_page_models()}
    texts = "\n".join(path.read_text() for path in [*our_code(), *tracked("templates/*")])
    named |= {topic.template(language) for topic in TOPICS.values() for language in LANGUAGES}
    cells = re.findall(r'Column\(\s*"(\w+)"', texts)
    named |= {f"volunteers/admin/cells/{name}.html" for name in cells}
    unused = []
    for path in tracked("templates/*"):
        name = path.relative_to(TEMPLATES).as_posix()
        by_convention = name.startswith(("mail/", "wagtail")) or name in NAMED_BY_CONVENTION
        if not by_convention and name not in named and name not in texts:
            unused.append(name)
    assert unused == []


@pytest.mark.parametrize("path", tracked("templates/*.html"), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_public_templates_have_no_inline_style_or_script(path):
    name = path.relative_to(TEMPLATES).as_posix()
    if name.startswith(("mail/", "volunteers/admin/", "wagtailadmin/")):
        return  # Mail programs know nothing else, and Wagtail's admin allows it.
    text = path.read_text()
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)(?![^>]*json)", text) == []


def test_no_file_is_long():
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in our_code()
        if (lines := len(path.read_text().splitlines())) > 350
    }
    assert long == {}


def test_whatever_sets_a_rule_aside_says_why():
    silent = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("*.py")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(r"# (noqa\b(: [A-Z]+\d+(, [A-Z]+\d+)*)?|type: ignore(\[[\w-]+\])?)$", line)
    ]
    assert silent == []


def test_the_tree_names_no_stranger():
    """Addresses of the demo and of examples end in example.org or example.kz."""
    allowed = re.compile(
        r"@(?:[\w-]+\.)*example\.(?:org|kz)$|@media|@font|@layer|@import|@container|@supports|@page|@keyframes"
    )
    found = set()
    for path in tracked("*.py", "*.toml", "*.md", "*.html", "*.txt", "*.in", "*.conf"):
        if path.name.startswith("requirements"):
            continue
        for address in re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", path.read_text()):
            if not allowed.search(address.lower()):
                found.add(f"{path.relative_to(ROOT)}: {address}")
    assert found == set()
