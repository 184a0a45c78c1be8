"""Drawing files: modules that XLA or torch-xla drew in Graphviz's language, used as far as a drawing holds them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from hloscope.dump.compilation import Compilation
from hloscope.dump.file_names import DumpName, Role, find_dump_name
from hloscope.dump.files import DumpFile
from hloscope.dump.sources import SourceFile
from hloscope.dump.texts import is_optimized
from hloscope.errors import DumpError, HloscopeError, ParseError
from hloscope.ir import HloModule
from hloscope.parsers import DRAWN_LINE, DrawnPart, find_drawings, parse, parse_part, read_drawn_module, title_of_part

_HEAD_CHARACTERS = 16 * 1024  # as of a text
_UNTITLED = "Visualization"
_LAZY = "SyncTensorsGraph"  # as torch-xla calls the modules that it makes of its graphs
PARTIAL_DRAWING = (
    "partial: a drawing of a module, which leaves out the order of work, large constants, settings of library calls "
    "and what is donated; a text has it all (XLA_FLAGS=--xla_dump_hlo_as_text; TensorFlow: stage='optimized_hlo')"
)
_PARTIAL_LAZY = (
    "partial: a graph of torch's operations, from before torch-xla lowers them to HLO; XLA_SAVE_TENSORS_FMT=hlo or "
    "_get_xla_tensors_hlo give HLO"
)
_CUT = "partial: a drawing that is cut; is it still being written?"
_OTHER = "a drawing in Graphviz's language that is none of a module's; XLA draws with --xla_dump_hlo_as_dot"


class DrawingFile(DumpFile):
    """A drawing of a module. Its text is what the drawing shows, as HLO; `problem` says that it is not all."""

    __slots__ = ("_packed",)

    def __init__(self, source: SourceFile) -> None:
        super().__init__(source, has_entry=False, is_pasted=True)
        self._packed: bytes | None = None

    def read_text(self) -> str:
        """What the drawing shows, as HLO text.

        Raises:
            DumpError: the file cannot be read, or shows no operation of a module.
        """
        if self._packed is None:
            self._packed = zlib.compress(self._shown().encode("utf-8", "replace"), level=1)
        return zlib.decompress(self._packed).decode("utf-8")

    def _shown(self) -> str:
        text = self.source.read_text()
        part = next((part for part in find_drawings(text) if part.kind != "other"), None)
        shown = read_drawn_module(text, part, _name_of(text, part, self.source)) if part else None
        if part is None or shown is None or not shown.text:
            raise DumpError(_OTHER, self.source.label)
        problem = PARTIAL_DRAWING if part.kind == "xla" else _PARTIAL_LAZY
        self.problem = DumpError(problem if shown.ends else _CUT, self.source.label)
        return shown.text

    def read_head(self) -> str:
        """How the text begins; raises as `read_text` does."""
        return self.read_text()[:_HEAD_CHARACTERS]

    def parse(self) -> HloModule:
        """What is there of the module; raises as `read_text` does, and ParseError if nothing of it can be used."""
        try:
            text = self.read_text()
            return _parsed(text, self.source.label)
        except HloscopeError as error:
            self.problem = error
            raise


def _parsed(text: str, shown: str) -> HloModule:
    try:
        return parse(text, filename=shown)
    except ParseError:  # an operand that is not drawn
        return parse_part(text, filename=shown).module


def find_drawn_modules(file: SourceFile, content: bytes) -> tuple[Compilation, ...]:
    """One compilation for each drawing of a module in a file, none if it has no drawing.

    Raises:
        DumpError: it has drawings, and of something else.
    """
    texts = [*_texts_with_drawings(file, content)]
    found = [(own, text, part) for own, text in texts for part in find_drawings(text)]
    modules = [each for each in found if each[2].kind != "other"]
    if found and not modules:
        raise DumpError(_OTHER, file.label)
    return tuple(_compilation(own, text[part.start : part.end]) for own, text, part in modules)


def _texts_with_drawings(file: SourceFile, content: bytes) -> Iterator[tuple[SourceFile, str]]:
    """The text of a file, or what each writer of a log wrote."""
    text = content.decode("utf-8", "replace")
    parts = find_drawings(text)
    if parts and not any(text[_line_start(text, part) : part.start].strip() for part in parts):
        yield file, text
        return
    from hloscope.dump.pastes.modules import (
        streams_in,
    )  # which takes off what a log, a quotation or a string has around

    for stream in streams_in(content, anchor=DRAWN_LINE):
        folder = f"{file.folder}/{stream.label}".strip("/")
        yield (file._replace(folder=folder) if stream.label else file), stream.text


def _line_start(text: str, part: DrawnPart) -> int:
    return text.rfind("\n", 0, part.start) + 1


def _compilation(file: SourceFile, text: str) -> Compilation:
    drawing = DrawingFile(file._replace(open=partial(BytesIO, text.encode("utf-8", "replace"))))
    name = _dump_name_of(text, find_drawings(text)[0])
    is_after = is_optimized(drawing.read_text().encode("utf-8", "replace"))
    role = name.role if name and name.is_hlo else Role.AFTER if is_after else Role.BEFORE
    target = (name.platform, name.arch) if name else (None, None)
    stem = file.name.removesuffix(".gz").removesuffix(".dot")
    return Compilation(None, file.folder, stem, target, {role: drawing})


def _dump_name_of(text: str, part: DrawnPart) -> DumpName | None:
    """What the title of a drawing says, if it is the name of a file of a dump."""
    return find_dump_name(f"{title_of_part(text, part)[0]}.dot") if part.kind == "xla" else None


def _name_of(text: str, part: DrawnPart, source: SourceFile) -> str:
    """The module's name: as the file or the title has it, else that of its entry."""
    if part.kind != "xla":
        return _LAZY
    title, entry = title_of_part(text, part)
    name = find_dump_name(source.name) or find_dump_name(f"{title}.dot")
    if name and name.module:
        return name.module
    return entry if title == _UNTITLED or not title else title
