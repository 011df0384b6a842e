"""The house rules that no other tool checks."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from importlinter.cli import lint_imports

ROOT = Path(settings.BASE_DIR)
APPS = ["regions", "catalogue", "accounts", "proposals", "rounds", "reports", "musrenbang"]
SOURCES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))
PAGES = sorted((ROOT / "templates").rglob("*.html"))


def test_imports_go_down_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


@pytest.mark.parametrize("app", APPS)
def test_each_app_says_what_belongs_in_it(app: str) -> None:
    assert (ROOT / app / "__init__.py").read_text(encoding="utf-8").startswith('"""')


def test_files_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCES
        if "migrations" not in path.parts and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}, "split by subject"


def test_no_module_is_a_drawer_for_anything() -> None:
    drawers = {"utils", "common", "core", "helpers", "mixins", "misc"}
    assert [path for path in SOURCES if path.stem in drawers or drawers & set(path.relative_to(ROOT).parts)] == []


def test_pages_hold_no_inline_code() -> None:
    """The Content-Security-Policy would drop it silently: no <style>, style=, onclick=, nor script without src."""
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)(?![^>]*application/)", re.I)
    found = [
        f"{page.relative_to(ROOT)}:{number}"
        for page in PAGES
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), start=1)
        if inline.search(line)
    ]
    assert found == []


def test_every_static_file_named_by_a_page_exists() -> None:
    tag = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
    named = {name for page in PAGES for name in tag.findall(page.read_text(encoding="utf-8"))}
    assert {name for name in named if finders.find(name) is None} == set()


def test_every_template_is_used() -> None:
    """A template nobody names is dead; those that override a package's template are named by the package."""
    texts = [path.read_text(encoding="utf-8") for path in (*SOURCES, *PAGES)]
    overrides = (
        "account/",
        "admin/",
        "django/",
        "import_export/",
        "mfa/",
        "registration/",
        "rest_framework/",
        "simple_history/",
    )
    errors = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
    names = [page.relative_to(ROOT / "templates").as_posix() for page in PAGES]
    unused = [
        name
        for name in names
        if not name.startswith(overrides) and name not in errors and not any(name in text for text in texts)
    ]
    assert unused == []
