"""Frames: what an instruction's tooltip says of the framework's operation and of the user's lines, as metadata."""

from __future__ import annotations

from typing import TypeVar

from hloscope.regex import lazy_pattern

Key = TypeVar("Key")

_FRAME = lazy_pattern(r"(.+?):([A-Za-z_<$][\w.<>$ ]*+):(\d{1,9})(?::(\d{1,9}))?")
_SOURCE = lazy_pattern(r"source: (.+):(\d{1,9})")
_TYPE = "op_type: "
_MOST_FRAMES = 200
_LONGEST = 4096  # characters of a line


class Frames:
    """The tables of stack frames of a module, filled as metadata is written."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._functions: dict[str, int] = {}
        self._locations: dict[tuple[int, int, int, int], int] = {}
        self._frames: dict[tuple[int, int], int] = {}

    def metadata(self, tooltip: str) -> str:
        """What stands behind an instruction for its tooltip, "" for an empty one."""
        lines = tooltip.split("\n")
        found: list[str] = []
        stack: list[tuple[str, str, int, int]] = []
        for place, line in enumerate(line[:_LONGEST] for line in lines):
            if line.startswith(_TYPE):
                found.append(f"op_type={quoted(line.removeprefix(_TYPE))}")
            elif source := _SOURCE.fullmatch(line):
                found.append(f"source_file={quoted(source[1])} source_line={source[2]}")
            elif place and (frame := _FRAME.fullmatch(line)):
                stack.append((frame[1], frame[2], int(frame[3]), int(frame[4] or 0)))
            elif line.strip() and not place:
                found.insert(0, f"op_name={quoted(line)}")
        found += [f"stack_frame_id={self._add(stack[:_MOST_FRAMES])}"] if stack else []
        return f", metadata={{{' '.join(found)}}}" if found else ""

    def _add(self, stack: list[tuple[str, str, int, int]]) -> int:
        """The number of a stack, innermost frame first."""
        parent = 0
        for file, function, line, column in reversed(stack):
            place = (_number_in(self._files, file), _number_in(self._functions, function), line, column)
            parent = _number_in(self._frames, (_number_in(self._locations, place), parent))
        return parent

    def tables(self) -> str:
        """The tables as XLA writes them, "" without frames. Numbers of parents are printed one too high."""
        if not self._frames:
            return ""
        rows = {
            "FileNames": [f"{number} {quoted(name)}" for name, number in self._files.items()],
            "FunctionNames": [f"{number} {quoted(name)}" for name, number in self._functions.items()],
            "FileLocations": [
                f"{number} {{file_name_id={file} function_name_id={function} line={line} end_line={line} "
                f"column={column} end_column={column}}}"
                for (file, function, line, column), number in self._locations.items()
            ],
            "StackFrames": [
                f"{number} {{file_location_id={location} parent_frame_id={parent + 1}}}"
                for (location, parent), number in self._frames.items()
            ],
        }
        return "".join(f"{name}\n" + "".join(f"{row}\n" for row in table) + "\n" for name, table in rows.items())


def _number_in(table: dict[Key, int], key: Key) -> int:
    return table.setdefault(key, len(table) + 1)


def quoted(text: str) -> str:
    """A text of a drawing as a string of HLO."""
    from html import unescape

    plain = unescape(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
