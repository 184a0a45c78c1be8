"""Words: numbers, sizes and long texts as a table shows them."""

from __future__ import annotations

from collections.abc import Iterable

_UNITS = ("B", "kB", "MB", "GB", "TB")
_POWERS = ("", "k", "M", "G", "T", "P", "E")
_MOST = 10**300  # what is larger is no float


def count_text(count: int | None) -> str:
    """A number, or a dash where there is none to give."""
    return "-" if count is None else str(count)


def counted(number: int, what: str) -> str:
    """So many of what: `1 program`, `2 programs`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def alike_text(wanted: str, known: Iterable[str]) -> str:
    """The end of an error about a name: `; did you mean a, b?`, or nothing where none is alike."""
    from difflib import get_close_matches  # for errors alone

    close = get_close_matches(wanted, list(dict.fromkeys(known)), n=3)
    return f"; did you mean {', '.join(close)}?" if close else ""


def bytes_text(size: int | None) -> str:
    """A size with three digits, in powers of 1000: `12.3 kB`."""
    if size is None:
        return "-"
    scaled, unit = _scaled(size, len(_UNITS))
    return f"{size} B" if unit == 0 else f"{scaled:.3g} {_UNITS[unit]}"


def number_text(number: int) -> str:
    """A large number with three digits, in powers of 1000: `12.3 G`."""
    scaled, unit = _scaled(number, len(_POWERS))
    return str(number) if unit == 0 else f"{scaled:.3g} {_POWERS[unit]}"


def _scaled(number: int, units: int) -> tuple[float, int]:
    """A number in the largest of so many units, and which unit that is."""
    scaled, unit = float(min(number, _MOST)), 0
    while scaled >= 999.5 and unit + 1 < units:
        scaled, unit = scaled / 1000, unit + 1
    return scaled, unit


def seconds_text(seconds: float) -> str:
    """A time with three digits: `12.3 us`."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= 0.9995 * size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def name_text(name: str, limit: int = 40) -> str:
    """The beginning of a module's name; what TensorFlow appends to a function's name runs to 100 characters."""
    return name if len(name) <= limit else f"{name[: limit - 3]}..."


def source_text(source: str, limit: int = 32) -> str:
    """A place as `file.py:12`, without folders; of the long name of an operation the end, which says most."""
    path, colon, line = source.rpartition(":")
    text = f"{path.rpartition('/')[2]}:{line}" if colon and line.isdecimal() else source
    return text if len(text) <= limit else f"...{text[3 - limit :]}"
