"""The page of a trend: each number of each program as a line from run to run, drawn as SVG, without any script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Final, Literal

from hloscope.words import bytes_text, count_text, counted
from hloscope.words.safe_text import html_text

if TYPE_CHECKING:
    from hloscope.comparisons.fleet.forms import PointForm, TrendDocument, TrendForm

_WIDTH: Final = 900
_HEIGHT: Final = 140
_EDGE: Final = 16
_NUMBERS: tuple[tuple[Literal["launches", "bytes", "peak_bytes"], str, Callable[[int | None], str]], ...] = (
    ("launches", "compute launches of a run", count_text),
    ("bytes", "bytes that a run accesses", bytes_text),
    ("peak_bytes", "bytes at the peak", bytes_text),
)


def trend_html(document: TrendDocument) -> str:
    """The page as text; names in it are never markup."""
    frame = Template(files("hloscope.pages").joinpath("trend.html").read_text("utf-8"))
    title = f"{counted(len(document['programs']), 'program')} from run to run · hloscope"
    plots = "\n".join(plot for program in document["programs"] for plot in _plots(program))
    return frame.substitute(title=html_text(title), plots=plots)


def _plots(program: TrendForm) -> Iterator[str]:
    yield f"<h2>{html_text(program['name'])}</h2>"
    for name, words, text in _NUMBERS:
        known = [(point, value) for point in program["points"] if (value := point[name]) is not None]
        if known:
            yield f"<figure><figcaption>{words}</figcaption>{_svg(known, text)}</figure>"


def _svg(known: Sequence[tuple[PointForm, int]], text: Callable[[int | None], str]) -> str:
    least, most = (bound(value for _, value in known) for bound in (min, max))
    places = [
        (_share(number, len(known) - 1, _WIDTH), _HEIGHT - _share(value - least, most - least, _HEIGHT))
        for number, (_, value) in enumerate(known)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{_words(point)}: {text(value)}</title></circle>'
        for (x, y), (point, value) in zip(places, known, strict=True)
    )
    box = f"{-_EDGE} {-_EDGE} {_WIDTH + 2 * _EDGE} {_HEIGHT + 3 * _EDGE}"
    return (
        f'<svg viewBox="{box}" role="img"><line x1="0" y1="{_HEIGHT}" x2="{_WIDTH}" y2="{_HEIGHT}"/>'
        f'<polyline points="{line}"/>{dots}{_labels(known, least, most, text)}</svg>'
    )


def _labels(known: Sequence[tuple[PointForm, int]], least: int, most: int, text: Callable[[int | None], str]) -> str:
    """The bounds, and the first and the last run."""
    below = _HEIGHT + 1.5 * _EDGE
    first, last = (html_text(known[place][0]["run"][:60]) for place in (0, -1))
    low = "" if least == most else f'<text x="0" y="{_HEIGHT - 4}">{text(least)}</text>'
    return (
        f'<text x="0" y="-4">{text(most)}</text>{low}<text x="0" y="{below}">{first}</text>'
        f'<text x="{_WIDTH}" y="{below}" text-anchor="end">{last}</text>'
    )


def _share(part: int, whole: int, length: int) -> float:
    """Where a part of a whole is on an axis; in the middle where there is no more than one."""
    return length * (part / whole) if whole else length / 2


def _words(point: PointForm) -> str:
    labels = (point["run"], point["written_at"], point["commit"], point["compiler"])
    return ", ".join(html_text(label) for label in labels if label)
