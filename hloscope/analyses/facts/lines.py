"""Lines: which frame of a call stack is the user's own, rather than that of a library which the user called."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from hloscope.ir import Frame

# Installed packages, the interpreter and its standard library, what Bazel unpacks, and what captures a program.
_LIBRARY = re.compile(
    r"(?:^|/)(?:site-packages|dist-packages)/|(?:^|/)lib(?:64)?/python\d(?:\.\d+)?/|^<frozen |/hloscope/captures/"
)
# TensorFlow's own files, and what its clusters are given in place of one.
_WITHOUT_LINES = re.compile(r"/(?:tensorflow|keras|tf_keras)/|^dummy_file_name$")


@dataclass(frozen=True, slots=True)
class LineChoice:
    """Which line is shown for an operation: the innermost of the user's, of those below `root`, or of a library's.

    `root` is how paths in dumps begin that are the user's; "" takes all that is in no installed package.
    """

    root: str = ""
    shows_libraries: bool = False

    def is_of_user(self, file: str) -> bool:
        """Whether a file is the user's."""
        if self.root:
            return file.startswith(self.root)
        return _LIBRARY.search(file) is None

    def frame_in(self, stack: Sequence[Frame]) -> Frame | None:
        """The frame to show of a stack, innermost first.

        A stack of libraries alone gives its innermost frame, but for TensorFlow's: there the name of the operation
        says more, for it holds the layer.
        """
        if not stack or self.shows_libraries:
            return next(iter(stack), None)
        frame_of_user = next((frame for frame in stack if self.is_of_user(frame.file)), None)
        return frame_of_user or (None if _WITHOUT_LINES.search(stack[0].file) else stack[0])


_LINES_OF_USER = LineChoice()
LINE_CHOICE: ContextVar[LineChoice] = ContextVar("LINE_CHOICE", default=_LINES_OF_USER)
"""The choice for all that is asked for while it is set."""


@contextmanager
def showing_lines(choice: LineChoice) -> Generator[None]:
    """Shows lines by this choice while it lasts."""
    token = LINE_CHOICE.set(choice)
    try:
        yield
    finally:
        LINE_CHOICE.reset(token)
