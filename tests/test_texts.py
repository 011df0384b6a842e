"""Third-party texts that people see are Indonesian, whichever release of the package is installed."""

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.utils import translation

MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
SAME = {"Format", "Token", "HTTP Accept", "MFA", "WebAuthn"}  # said alike in Indonesian


def marked(package: str) -> Iterator[str]:
    """Yield the texts that the package's code marks for translation."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    for path in Path(spec.origin).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                text = node.args[0].value
                if name in MARKS and isinstance(text, str):
                    yield text


@pytest.mark.parametrize(
    "package",
    ["import_export", "django_filters", "rest_framework", "drf_spectacular", "simple_history", "axes", "allauth.mfa"],
)
def test_every_text_of_a_package_is_indonesian(package: str) -> None:
    english = {text for text in marked(package) if translation.gettext(text) == text}
    assert english - SAME == set()
