"""What every list of the officials' site must hold to: its own part, in the same number of queries."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse


def address(model: type[models.Model], page: str = "changelist", *args: Any) -> str:
    """The address of a list, or of another page of it."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def shown(client: Client, model: type[models.Model]) -> list[Any]:
    """The rows that a list shows to somebody; a list that is closed shows none."""
    response = client.get(address(model))
    if response.status_code != 200:
        return []
    return list(response.context["cl"].result_list)


def same_queries(client: Client, url: str, add: Callable[[int], object], *, few: int = 3, many: int = 27) -> None:
    """Prove that a list asks the database as often for 3 rows as for 30."""

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        return len(found)

    add(few)
    client.get(url)
    first = queries()
    add(many)
    assert queries() == first


def registered(app: str) -> list[type[models.Model]]:
    """The models of an app that have a list."""
    return [model for model in admin.site._registry if model._meta.app_label == app]
