"""Fields of a text proto by their type, for the parsers of what XLA dumps in that form."""

from __future__ import annotations

from .textproto import TextProto


def messages_of(message: TextProto, field: str) -> list[TextProto]:
    """The messages in a field, in order; what is of another type there is left out."""
    return [value for value in message.get(field, ()) if isinstance(value, dict)]


def strings_of(message: TextProto, field: str) -> tuple[str, ...]:
    """The strings, or names of enum values, in a field."""
    return tuple([value for value in message.get(field, ()) if isinstance(value, str)])


def string_of(message: TextProto, field: str) -> str:
    """The string in a field, the last where there are several, "" where there is none."""
    return next(reversed(strings_of(message, field)), "")


def number_of(message: TextProto, field: str) -> float | None:
    """The number in a field, if there is one."""
    numbers = [v for v in message.get(field, ()) if isinstance(v, int | float) and not isinstance(v, bool)]
    return numbers[-1] if numbers else None
