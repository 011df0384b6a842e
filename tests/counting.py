"""How many queries a page asks, so that a test can say that the number does not grow with the rows."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries(client: Client, address: str) -> int:
    """Open a page twice, so that what is asked once per process is known, and count the second time."""
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)
