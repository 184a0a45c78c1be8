"""Stack-frame tables and metadata: which line of the user's program an instruction comes from."""

from __future__ import annotations

from functools import cached_property
from typing import TypeAlias

from hloscope.ir import AttributeValue, Frame, Metadata

from ..cursor import Cursor
from .attribute_values import decode_value
from .patterns import FIELD, TABLE_ENTRIES, TABLE_ENTRY, TABLE_NAME

_Fields: TypeAlias = dict[str, AttributeValue]

_DEEPEST = 1000  # frames of one call stack; Python's own default limit


def scan_tables(cursor: Cursor) -> str:
    """Takes the tables `FileNames`, `FunctionNames`, `FileLocations` and `StackFrames`, and gives their text."""
    cursor.skip()
    start = end = cursor.position
    while cursor.find(TABLE_NAME):
        printed = TABLE_ENTRIES.match(cursor.text, cursor.position)
        end = printed.end() if printed else cursor.position
        while entry := TABLE_ENTRY.match(cursor.text, end):
            end = entry.end()
        cursor.position = end
    cursor.position = end
    return cursor.text[start:end] + "\n\n" if end > start else ""


class StackFrames:
    """The tables of one module, decoded on first use: by then all of the text has been read."""

    def __init__(self, tables: str) -> None:
        self.tables = tables
        self._locations: dict[int, Frame] = {}  # stacks have most of their frames in common: a fifth of the time

    def frames(self, frame_id: int) -> tuple[Frame, ...]:
        """The call stack of `stack_frame_id=frame_id`, innermost first."""
        found: list[Frame] = []
        while frame_id in self._frames and len(found) < _DEEPEST:
            location, frame_id = self._frames[frame_id]
            found.append(self._locations.get(location) or self._read_location(location))
        return tuple(found)

    def metadata(self, text: str) -> Metadata:
        """`{op_name="a" source_file="b.py" source_line=3}`, its place taken from the tables where it names a frame."""
        fields = _fields(text)
        frames = self.frames(_number(fields.get("stack_frame_id")))
        innermost = frames[0] if frames else Frame("", 0)
        return Metadata(
            op_name=str(fields.get("op_name", "")),
            op_type=str(fields.get("op_type", "")),
            source_file=str(fields.get("source_file", innermost.file)),
            source_line=_number(fields.get("source_line", innermost.line)),
            frames=frames,
        )

    @cached_property
    def _tables(self) -> dict[str, dict[int, _Fields]]:
        """Each table by the number of a row; the row of a table of names has the one field `name`."""
        tables: dict[str, dict[int, _Fields]] = {}
        cursor = Cursor(self.tables)
        while title := cursor.find(TABLE_NAME):
            table = tables.setdefault(title[1], {})
            while entry := TABLE_ENTRY.match(cursor.text, cursor.position):
                number, string, fields = entry.groups()
                table[int(number[:40])] = {"name": decode_value(string)} if string else _fields(fields)
                cursor.position = entry.end()
        return tables

    @cached_property
    def _frames(self) -> dict[int, tuple[int, int]]:
        """The location and the parent of each frame. The text prints a parent one too high: 1 stands for none."""
        return {
            number: (_number(row.get("file_location_id")), _number(row.get("parent_frame_id")) - 1)
            for number, row in self._tables.get("StackFrames", {}).items()
        }

    def _read_location(self, number: int) -> Frame:
        row = self._row("FileLocations", number)
        frame = self._locations[number] = Frame(
            file=str(self._row("FileNames", row.get("file_name_id")).get("name", "")),
            line=_number(row.get("line")),
            function=str(self._row("FunctionNames", row.get("function_name_id")).get("name", "")),
            column=_number(row.get("column")),
        )
        return frame

    def _row(self, table: str, number: AttributeValue | None) -> _Fields:
        return self._tables.get(table, {}).get(_number(number), {})


def _fields(text: str) -> _Fields:
    return {name: decode_value(string or braces or word) for name, string, braces, word in FIELD.findall(text)}


def _number(value: AttributeValue | None) -> int:
    return value if isinstance(value, int) else 0
