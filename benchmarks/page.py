"""How large a page is, how soon it shows something, and what a step of its graph takes, in a real Chromium.

    python -m benchmarks.page [DUMP ...]

Needs Playwright and Chromium. Without a dump it takes a generated module of 40,000 instructions.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.modules import generated_module
from hloscope.pages.page import page_html
from hloscope.reports.page.document import page_document
from tests.support.browser import Browser, chromium

INSTRUCTIONS = 40_000
STEPS = 30
_DRAW = """async (event) => {
  const canvas = document.querySelector("canvas.graph");
  const taken = [];
  for (let step = 0; step < STEPS; step += 1) {
    if (event === "pan") document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
    else canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: step < STEPS / 2 ? 250 : -250, cancelable: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    taken.push(Number(canvas.dataset.milliseconds));
  }
  return taken;
}""".replace("STEPS", str(STEPS))


def main(dumps: list[str]) -> None:
    """Prints a row for each dump."""
    print("| module | instructions | made in | page | first view | graph | zoom step | pan step |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for name, source in _sources(dumps, Path(folder)):
            print(_row(name, source, Path(folder) / "page.html", browser))


def _sources(dumps: list[str], folder: Path) -> Iterator[tuple[str, str]]:
    if not dumps:
        path = folder / "generated_after_optimizations.txt"
        path.write_text(generated_module(INSTRUCTIONS), "utf-8")
        yield "generated", str(path)
    yield from ((Path(dump).name, dump) for dump in dumps)


def _row(name: str, source: str, page: Path, browser: Browser) -> str:
    begun = time.process_time()
    document = page_document([source])
    page.write_text(page_html(document), "utf-8")
    made = time.process_time() - begun
    after = document["programs"][0]["after"]
    with browser.opened(page) as shown:
        first = shown.evaluate("performance.getEntriesByName('ready')[0].startTime")
        graph = shown.evaluate(
            "() => { const begun = performance.now(); document.querySelector('[data-view=graph]').click();"
            " return performance.now() - begun; }"
        )
        shown.wait_for_timeout(300)
        zoom, pan = (sorted(shown.evaluate(_DRAW, event)) for event in ("zoom", "pan"))
    count = len(after["names"]) if after else 0
    size = page.stat().st_size / 1e6
    return (
        f"| {name} | {count:,} | {made:.1f} s | {size:.2f} MB | {first / 1000:.2f} s | {graph:.0f} ms "
        f"| {_in_words(zoom)} | {_in_words(pan)} |"
    )


def _in_words(taken: list[float]) -> str:
    """The usual step and the longest, sorted milliseconds of script given."""
    return f"{taken[len(taken) // 2]:.1f}, at most {taken[-1]:.0f} ms"


if __name__ == "__main__":
    main(sys.argv[1:])
