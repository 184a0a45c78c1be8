"""The errors that hloscope raises for bad input: one base class, and texts that say where and what to do."""

_WINDOW = 100  # characters of a long line that are shown around the place of an error


class HloscopeError(Exception):
    """Base of every error that hloscope raises on purpose; `filename` is the file that is at fault, if one is."""

    filename: str | None = None


class DumpError(HloscopeError):
    """A path that is not there, cannot be read, or holds nothing that hloscope knows; `problem` says which."""

    def __init__(self, problem: str, filename: str | None = None) -> None:
        self.problem = problem
        self.filename = filename
        super().__init__(problem, filename)

    def __str__(self) -> str:
        """The problem, behind the name of the file."""
        return f"{self.filename}: {self.problem}" if self.filename else self.problem


class ParseError(HloscopeError):
    """A text that breaks the grammar: what was expected, what was found, and where.

    `line` and `column` count from 1. `str()` is the whole message, with a window of the line and a caret.
    """

    def __init__(self, expected: str, found: str, *, text: str, position: int, filename: str | None = None) -> None:
        self.expected = expected
        self.found = found
        self.filename = filename
        self.position = position
        line_start = text.rfind("\n", 0, position) + 1
        line_end = text.find("\n", position)
        self.line = text.count("\n", 0, position) + 1
        self.column = position - line_start + 1
        self.window = _window_of(text[line_start : len(text) if line_end < 0 else line_end], self.column - 1)
        super().__init__(f"{self.location}: expected {expected}, found {found}\n{self.window}")

    @property
    def location(self) -> str:
        """`file:line:column`, as editors and terminals link it."""
        return f"{self.filename or '<text>'}:{self.line}:{self.column}"

    def __reduce__(self) -> tuple[object, ...]:  # a keyword-only constructor does not pickle by itself
        return (_rebuilt, (self.args[0], dict(self.__dict__)))


def _rebuilt(message: str, state: dict[str, object]) -> ParseError:
    error = ParseError.__new__(ParseError, message)
    error.__dict__.update(state)
    return error


def _window_of(line: str, column: int) -> str:
    """The part of `line` around `column` (from 0) and a caret below it."""
    start = max(0, min(column - _WINDOW // 2, len(line) - _WINDOW))
    shown = "".join(c if c.isprintable() else " " for c in line[start : start + _WINDOW])
    before, after = "..." if start else "", "..." if start + _WINDOW < len(line) else ""
    return f"  {before}{shown}{after}\n  {' ' * (len(before) + column - start)}^"
