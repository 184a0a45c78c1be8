"""XPlane profiles: messages made here by the rules of the wire format, broken ones, and the shares of what ran."""

from random import Random

import pytest

from hloscope.benching.profile_shares import Share, own_times, shares_of
from hloscope.errors import DumpError, HloscopeError
from hloscope.parsers import OperationEvent, parse_xplane


def varint(number: int) -> bytes:
    text = bytearray()
    while number > 0x7F:
        text.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*text, number])


def number(key: int, value: int) -> bytes:
    return varint(key << 3) + varint(value)


def message(key: int, *parts: bytes | str) -> bytes:
    data = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
    return varint(key << 3 | 2) + varint(len(data)) + data


def name_entry(identity: int, name: str) -> bytes:
    return message(5, number(1, identity), message(2, number(1, identity), message(2, name)))


def event(operation: bytes, start: int, duration: int, program: int = 7) -> bytes:
    stats = [message(4, number(1, 1), operation), message(4, number(1, 2), message(5, "jit_f"))]
    stats += [message(4, number(1, 3), number(4, program)), message(4, number(1, 4), varint(2 << 3 | 1) + b"\0" * 8)]
    return message(4, number(1, 9), number(2, start), number(3, duration), *stats)


NAMES = [
    name_entry(1, "hlo_op"),
    name_entry(2, "hlo_module"),
    name_entry(3, "program_id"),
    name_entry(4, "other"),
    name_entry(300, "add.1"),
]
EVENTS = [event(message(5, "while.2"), 0, 5000), event(number(7, 300), 1000, 3000), event(number(7, 300), 9000, 1000)]
UNNAMED = message(4, number(2, 1), number(3, 5))
PLANE = message(1, message(2, "/host:CPU"), message(3, message(2, "thread"), *EVENTS, UNNAMED), *NAMES)
SPACE = message(1, message(2, "/host:metadata")) + PLANE + message(2, "hostname")


def test_events_that_name_an_operation_are_read() -> None:
    assert parse_xplane(SPACE) == (
        OperationEvent("while.2", "jit_f", 7, 1, 0, 5000),
        OperationEvent("add.1", "jit_f", 7, 1, 1000, 3000),
        OperationEvent("add.1", "jit_f", 7, 1, 9000, 1000),
    )


def test_empty_profile_has_no_events() -> None:
    assert parse_xplane(b"") == ()


@pytest.mark.parametrize("data", [SPACE[:-3], b"\xff" * 20, b"\x0b", number(1, 5), b"not a profile"])
def test_other_data_is_an_error(data: bytes) -> None:
    with pytest.raises(DumpError) as raised:
        parse_xplane(data, filename="p.xplane.pb")
    assert str(raised.value) == "p.xplane.pb: expected a profile (xplane.pb), found other or cut data"


def test_broken_profile_gives_events_or_an_error() -> None:
    random = Random(0)  # noqa: S311 (seeded on purpose)
    for _ in range(3000):
        data = bytearray(SPACE)
        for _ in range(random.choice((1, 1, 4))):
            data[random.randrange(len(data))] = random.randrange(256)
        try:
            own_times(parse_xplane(bytes(data[: random.choice((len(data), random.randrange(len(data))))])))
        except HloscopeError:
            continue


def test_time_inside_another_operation_counts_once() -> None:
    times = own_times(parse_xplane(SPACE))
    assert times == {"add.1": (2, 4.0), "while.2": (1, 2.0)}
    assert sum(time for _, time in times.values()) == 6.0


def test_lines_are_apart() -> None:
    events = [OperationEvent("a", "m", 1, line, 0, 1000) for line in (1, 2)]
    assert own_times(events) == {"a": (2, 2.0)}


def test_deep_nesting_is_no_recursion() -> None:
    depth = 50_000
    times = own_times(OperationEvent(f"o{i}", "m", 1, 1, i, 2 * (depth - i) * 1000) for i in range(depth))
    assert sum(time for _, time in times.values()) == pytest.approx(2 * depth)


def test_shares_add_up_and_know_their_clusters() -> None:
    shares = shares_of(own_times(parse_xplane(SPACE)), {"add.1": ("add", "multiply")})
    assert shares.operations == (
        Share("add.1", 2, 4.0, 4 / 6, ("add", "multiply")),
        Share("while.2", 1, 2.0, 2 / 6),
    )
    assert shares.total_nanoseconds == 6.0
    assert sum(item.share for item in shares.operations) == pytest.approx(1)
    assert shares_of({}, {}).to_dict() == {"total_nanoseconds": 0, "operations": []}
