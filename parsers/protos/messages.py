"""Messages of protocol buffers by the field numbers in `schema/`, read by the library `protobuf`.

The descriptors are our own, in a pool of their own: those of a framework in the same process are not in the way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from hloscope.errors import DumpError

if TYPE_CHECKING:
    from google.protobuf.descriptor_pb2 import DescriptorProto, FileDescriptorProto

Message: TypeAlias = Any
"""A message: its fields are attributes, by the names in `schema/`."""

MISSING = "a proto, which takes the package protobuf to read: pip install 'hloscope[proto]'"
"""What is said of a proto where protobuf is not installed."""

_SUBJECTS = ("modules", "instructions", "values", "placement", "settings", "buffers", "profiles")
_PACKAGE = "xla"


class _Field(NamedTuple):
    number: int
    label: str  # "repeated", "optional", "lazy", "repeated lazy" or ""
    type: str
    name: str


def has_protobuf() -> bool:
    """Whether the package protobuf is installed."""
    from importlib.util import find_spec

    try:
        return find_spec("google.protobuf") is not None
    except ModuleNotFoundError:  # not even a package google
        return False


def make_message(name: str, *, is_text: bool = False) -> Message:
    """An empty message of type `name`; for the text format, nothing in it is left in bytes."""
    return _classes(is_text=is_text)[name]()


def read_message(name: str, data: bytes, *, filename: str | None = None) -> Message:
    """The message of type `name` that `data` is, in the wire format.

    Raises:
        DumpError: it is none, or is cut off.
    """
    parse, errors = _parser(name)
    try:
        return parse(data)
    except errors as error:
        raise DumpError(f"expected a proto ({name}), found other or cut data", filename) from error


def read_text_message(name: str, text: str, *, filename: str | None = None) -> Message:
    """The message of type `name` that `text` is, in the text format; fields that are not known are left out.

    Raises:
        DumpError: it is none.
    """
    message = make_message(name, is_text=True)
    from google.protobuf import text_format

    try:
        text_format.Parse(text, message, allow_unknown_field=True)
    except (text_format.ParseError, RecursionError, ValueError) as error:
        raise DumpError(f"expected a proto ({name}) as text: {error}", filename) from error
    return read_message(name, message.SerializeToString(), filename=filename)


def enumerator(enum: str, number: int) -> str:
    """The name of a value: `F32` of `PrimitiveType` 11; the number as text where it is newer than `schema/`."""
    return _schema()[1][enum].get(number, str(number))


@cache
def _parser(name: str) -> tuple[Callable[[bytes], Message], tuple[type[Exception], ...]]:
    """What makes a message of bytes, and what it raises."""
    from google.protobuf.message import DecodeError

    return _classes(is_text=False)[name].FromString, (DecodeError, ValueError, RecursionError)


@cache
def _classes(*, is_text: bool) -> dict[str, Any]:
    """The classes of all messages, made on first use; the text format has nothing that is left in bytes."""
    from google.protobuf.descriptor_pb2 import FileDescriptorProto
    from google.protobuf.descriptor_pool import DescriptorPool
    from google.protobuf.message_factory import GetMessageClass

    messages, enums = _schema()
    file = FileDescriptorProto(name="hlo.proto", package=_PACKAGE, syntax="proto3")
    for name, values in enums.items():
        _add_enum(file, name, values)
    for name, fields in messages.items():
        made = file.message_type.add(name=_flat(name))
        for field in fields:
            typed = field._replace(type=_type_of(field, is_text=is_text))
            _add_field(made, typed, is_enum=typed.type in enums, is_message=typed.type in messages)
    pool = DescriptorPool()
    pool.Add(file)
    return {name: GetMessageClass(pool.FindMessageTypeByName(f"{_PACKAGE}.{_flat(name)}")) for name in messages}


def _type_of(field: _Field, *, is_text: bool) -> str:
    if is_text:
        return field.type.replace("Outline", "Proto")
    return "bytes" if field.label.endswith("lazy") else field.type


def _add_enum(file: FileDescriptorProto, name: str, values: dict[int, str]) -> None:
    """Adds an enum, in a message of its own: names of values are unique in their scope, and `DEFAULT` is not."""
    made = file.message_type.add(name=_flat(name)).enum_type.add(name="Value")
    for number, value in values.items():
        made.value.add(name=value, number=number)


def _add_field(message: DescriptorProto, field: _Field, *, is_enum: bool, is_message: bool) -> None:
    from google.protobuf.descriptor_pb2 import FieldDescriptorProto as Kind

    made = message.field.add(name=field.name, number=field.number)
    made.label = Kind.LABEL_REPEATED if field.label.startswith("repeated") else Kind.LABEL_OPTIONAL
    if is_enum or is_message:
        made.type = Kind.TYPE_ENUM if is_enum else Kind.TYPE_MESSAGE
        made.type_name = f".{_PACKAGE}.{_flat(field.type)}{'.Value' if is_enum else ''}"
    else:
        made.type = Kind.Type.Value(f"TYPE_{field.type.upper()}")
    if field.label == "optional":  # so that zero is not taken for nothing
        made.proto3_optional = True
        made.oneof_index = len(message.oneof_decl)
        message.oneof_decl.add(name=f"_{field.name}")


@cache
def _schema() -> tuple[dict[str, list[_Field]], dict[str, dict[int, str]]]:
    """The fields of each message, and the values of each enum."""
    messages: dict[str, list[_Field]] = {}
    enums: dict[str, dict[int, str]] = {}
    name = ""
    for subject in _SUBJECTS:
        lines: str = import_module(f".schema.{subject}", __package__).FIELDS
        for words in filter(None, map(str.split, lines.splitlines())):
            if words[0] in ("message", "enum"):
                name = words[1]
                messages |= {name: []} if words[0] == "message" else {}
                enums |= {name: {}} if words[0] == "enum" else {}
            elif name in enums:
                enums[name][int(words[0])] = words[1]
            else:
                messages[name].append(_Field(int(words[0]), " ".join(words[1:-2]), words[-2], words[-1]))
    return messages, enums


def _flat(name: str) -> str:
    return name.replace(".", "_")
