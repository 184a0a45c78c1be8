"""A real browser that opens pages as files, and what it says while it does: it must say nothing, and ask for nothing."""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
SIZES = {"wide": (1280, 800), "narrow": (390, 844)}

Shown = Any
"""A page of Playwright's, whose types only the environments have that drive a browser."""


@dataclass
class Browser:
    """Chromium; `said` is what pages asked for, wrote to the console, or failed with."""

    browser: Any
    said: list[str] = field(default_factory=list[str])

    @contextmanager
    def opened(self, page: Path, hash_text: str = "", *, size: str = "wide", scheme: str = "light") -> Generator[Shown]:
        """Shows a page at a state, and ends with an error if it said anything."""
        width, height = SIZES[size]
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, offline=True
        )
        shown = context.new_page()
        self._listen(shown)
        shown.goto(f"{page.as_uri()}#{hash_text}")
        shown.wait_for_selector("html[data-ready]")
        try:
            yield shown
            assert self.said == [], "; ".join(self.said)
        finally:
            self.said.clear()
            context.close()

    def _listen(self, shown: Shown) -> None:
        def on_console(message: Shown) -> None:
            self.said.append(f"console: {message.text}")

        def on_error(error: object) -> None:
            self.said.append(f"error: {error}")

        def on_request(request: Shown) -> None:
            self._note_request(str(request.url))

        shown.on("console", on_console)
        shown.on("pageerror", on_error)
        shown.on("request", on_request)

    def _note_request(self, url: str) -> None:
        if not url.startswith(("file:", "data:,")):
            self.said.append(f"request: {url}")


@contextmanager
def chromium() -> Generator[Browser]:
    """Starts Debian's Chromium, or another one of the machine."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"none of {', '.join(NAMES)} is on this machine: .ci/install-chromium installs one")
    playwright: Any = import_module("playwright.sync_api")
    sandbox = ["--no-sandbox"] if os.getuid() == 0 else []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=sandbox)
        yield Browser(browser)
        browser.close()


def keep_screenshot(shown: Shown, name: str) -> Path:
    """Keeps how a page looks, for those who look at what CI made."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"{name}.png"
    shown.screenshot(path=str(path))
    return path
