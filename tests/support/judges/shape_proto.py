"""A ShapeProto (xla/xla_data.proto) as the text that XLA prints: types, sizes, layouts, tiles, packing, memory spaces."""

from collections.abc import Mapping

from tests.support.judges.cpu_thunks import Field, all_of, fields, one, varint

# By number, from 1 (xla_data.proto, PrimitiveType).
_TYPES = """pred s8 s16 s32 s64 u8 u16 u32 u64 f16 f32 f64 tuple opaque c64 bf16 token c128 f8e5m2 f8e4m3fn s4 u4
f8e4m3b11fnuz f8e5m2fnuz f8e4m3fnuz s2 u2 f8e4m3 f8e3m4 s1 u1 f4e2m1fn f8e8m0fnu""".split()
_NEGATIVE = 1 << 63  # an int64 below 0, as what it is without a sign; the least of all is an unbounded size


def shape_text(message: Mapping[int, list[Field]]) -> str:
    """The shape, with its layout; one that is a buffer without elements of its own reads `?[]`."""
    number = sum(numbers_of(message, 2))
    kind = _TYPES[number - 1] if 0 < number <= len(_TYPES) else "?"
    if kind == "tuple":
        return f"({', '.join(shape_text(fields(member)) for member in all_of(message, 4))})"
    sizes = numbers_of(message, 3)
    dynamic = numbers_of(message, 6) or [0] * len(sizes)
    text = ",".join(_size(size, is_dynamic) for size, is_dynamic in zip(sizes, dynamic, strict=True))
    return f"{kind}[{text}]{_layout(fields(one(message, 5)))}"


def numbers_of(message: Mapping[int, list[Field]], number: int) -> list[int]:
    """A repeated number, one by one or packed into bytes."""
    numbers: list[int] = []
    for value in message.get(number, []):
        packed, position = (b"", 0) if isinstance(value, int) else (value, 0)
        numbers += [value] if isinstance(value, int) else []
        while position < len(packed):
            member, position = varint(packed, position)
            numbers.append(member)
    return numbers


def _size(size: int, is_dynamic: int) -> str:
    if size >= _NEGATIVE:
        return "?"
    return f"<={size}" if is_dynamic else str(size)


def _layout(message: Mapping[int, list[Field]]) -> str:
    order = ",".join(map(str, numbers_of(message, 1)))
    tiles = "".join(f"({','.join(map(_tile, numbers_of(fields(tile), 1)))})" for tile in all_of(message, 6))
    numbers = "".join(f"{name}({n})" for name, field in (("E", 7), ("S", 8)) for n in numbers_of(message, field))
    properties = (f"T{tiles}" if tiles else "") + numbers
    return f"{{{order}{':' if properties else ''}{properties}}}" if order or properties else ""


def _tile(size: int) -> str:
    return "*" if size >= _NEGATIVE else str(size)
