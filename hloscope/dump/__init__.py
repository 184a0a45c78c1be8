"""Dumps: whatever holds modules, as compilations with their stages, read when asked for."""

from hloscope.dump.budget import Limits
from hloscope.dump.compilation import Compilation
from hloscope.dump.dump import Dump, load
from hloscope.dump.files import PassSnapshot
from hloscope.dump.sources import FileError

__all__ = ["Compilation", "Dump", "FileError", "Limits", "PassSnapshot", "load"]
