"""The page that explains the API, drawn from its own OpenAPI schema, so that the two cannot part ways."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from proposals.models import Cycle

EXAMPLES = {
    "/api/wilayah/": "/api/wilayah/?tingkat=4&q=kauman",
    "/api/kamus/": "/api/kamus/?q=got",
    "/api/usulan/": "/api/usulan/?status=tidak-diterima",
}


@dataclass(frozen=True)
class Parameter:
    """One word in the address of a list."""

    name: str
    text: str
    values: str


@dataclass(frozen=True)
class Field:
    """One field of an answer."""

    name: str
    kind: str
    text: str


@dataclass(frozen=True)
class Endpoint:
    """One address, what it gives and takes."""

    path: str
    summary: str
    text: str
    parameters: list[Parameter]
    example: str
    fields: list[Field]


KINDS = {"integer": "bilangan bulat", "string": "teks", "boolean": "ya atau tidak", "number": "bilangan"}


@lru_cache(maxsize=1)
def endpoints() -> list[Endpoint]:
    """Read the schema once per process: it changes only with the code."""
    schema: dict[str, Any] = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    parts = schema["components"]["schemas"]
    return [_endpoint(path, methods["get"], parts) for path, methods in schema["paths"].items() if "get" in methods]


def _endpoint(path: str, said: dict[str, Any], parts: dict[str, Any]) -> Endpoint:
    return Endpoint(
        path=path,
        summary=said.get("summary", ""),
        text=said.get("description", ""),
        parameters=[_parameter(one) for one in said.get("parameters", [])],
        example=EXAMPLES.get(path, ""),
        fields=[] if path in EXAMPLES else _fields(said, parts),
    )


def _parameter(one: dict[str, Any]) -> Parameter:
    kind = one["schema"]
    values = kind.get("enum") or kind.get("items", {}).get("enum") or []
    text = one.get("description", "").partition("\n")[0].rstrip(".")
    return Parameter(one["name"], text, ", ".join(str(value) for value in values))


def _fields(said: dict[str, Any], parts: dict[str, Any]) -> list[Field]:
    answer = said["responses"]["200"]["content"]["application/json"]["schema"]
    whole = parts[answer["$ref"].rpartition("/")[2]]
    return [
        Field(name, KINDS.get(kind.get("type", ""), "teks"), kind.get("description", ""))
        for name, kind in whole["properties"].items()
    ]


@login_not_required
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """Say in plain words which data there are and how to ask for them."""
    cycles = Cycle.objects.select_related("city").order_by("city__code", "-plan_year")
    return render(
        request,
        "musrenbang/api.html",
        {"endpoints": endpoints(), "cycles": cycles, "licence": settings.OPEN_DATA_LICENCE},
    )
