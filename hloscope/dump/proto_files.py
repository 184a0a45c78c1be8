"""Proto files of a dump: modules that XLA wrote as protos, used like its texts; the package protobuf reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hloscope.dump.files import DumpFile
from hloscope.errors import DumpError
from hloscope.ir import HloModule

if TYPE_CHECKING:
    from hloscope.parsers import HloProto

_HEAD_CHARACTERS = 16 * 1024  # as of a text


def can_read_protos() -> bool:
    """Whether the package protobuf is installed."""
    from hloscope.parsers import has_protobuf

    return has_protobuf()


class ProtoFile(DumpFile):
    """A module in a proto. Its text is what XLA would have dumped as text, as far as the proto tells."""

    __slots__ = ()

    def read_text(self) -> str:
        """The module as text; raises as `parse` does."""
        return str(self.parse())

    def read_head(self) -> str:
        """How the text begins; raises as `parse` does."""
        return self.read_text()[:_HEAD_CHARACTERS]

    def parse(self) -> HloModule:
        """The module.

        Raises:
            DumpError: the file cannot be read, is no proto of a module, is cut, or protobuf is not installed.
        """
        return self.read().module

    def read(self) -> HloProto:
        """The module, and where XLA placed its values; raises as `parse` does, the latter when they are asked for."""
        from hloscope.parsers import parse_hlo_proto

        data = self.source.read_bytes()
        if not data:
            raise DumpError("truncated: it is empty; is it still being written?", self.source.label)
        proto = parse_hlo_proto(data, filename=self.source.label)
        self._was_read = True
        return proto
