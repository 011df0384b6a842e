"""Journeys in Debian's Chromium on the demo city. They read as scripts: open, fill in, press, look."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import QuietWSGIRequestHandler
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SHOTS = Path(settings.BASE_DIR) / "var" / "shots"
README, GALLERY = Path(settings.BASE_DIR) / "README.md", Path(settings.BASE_DIR) / "docs" / "gambar"
SIZES: dict[int, ViewportSize] = {360: {"width": 360, "height": 740}, 1280: {"width": 1280, "height": 800}}

PATIENCE = 20_000
"""Milliseconds until a journey gives up: the machines that run it are shared."""
expect.set_options(timeout=PATIENCE)

# Playwright's loop runs in the thread of the test; Django would take that for asynchronous code and refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = pytest.mark.skip(reason=f"no Chromium at {CHROMIUM}: apt-get install chromium, or set CHROMIUM")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not Path(CHROMIUM).exists():
                item.add_marker(missing)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def site(demo_city: None) -> Iterator[str]:
    """Serve the demo city of this test; give its address."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler, connections_override={})
    server.set_app(StaticFilesHandler(WSGIHandler()))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody new: `visit("/masuk/", width=360, script=False)`.

    The test fails when a page throws, breaks the Content-Security-Policy or answers 500.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    # The console tells of refusals, a lost connection, and a request that a new page cuts off too: no faults of ours.
    expected = ("status of 4", "net::ERR_", "htmx:afterRequest", "htmx:sendError", "htmx:sendAbort")

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in expected):
            faults.append(message.text)

    def visit(path: str = "/", *, width: int = 1280, script: bool = True) -> Page:
        context = chromium.new_context(
            base_url=site, viewport=SIZES[width], locale="id-ID", java_script_enabled=script, reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", heard)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def login(visit: Callable[..., Page]) -> Callable[..., Page]:
    """Open the officials' pages as a demo login: `login("camat.klojen", "password", width=360)`."""

    def login(username: str, password: str, *, width: int = 1280, script: bool = True) -> Page:
        page = visit("/masuk/", width=width, script=script)
        page.locator("input[name=username]").fill(username)
        page.locator("input[name=password]").fill(password)
        with page.expect_navigation():
            page.locator("form:has(input[name=password]) button").click()
        return page

    return login


@pytest.fixture
def shot() -> Callable[[Page, str], Path]:
    """Keep a picture under var/shots, for looking: `shot(page, "desk-360")`.

    With MUSRENBANG_GALLERY=1 those that the README shows are renewed in docs/gambar, small.
    """

    def shot(page: Page, name: str, *, full: bool = False) -> Path:
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=full)
        if os.environ.get("MUSRENBANG_GALLERY") and f"docs/gambar/{name}.png" in README.read_text(encoding="utf-8"):
            with Image.open(path) as picture:
                picture.quantize(64, dither=Image.Dither.NONE).save(GALLERY / f"{name}.png", optimize=True)
        return path

    return shot
