"""Files of protos: every message that holds a module, both formats, and what is none."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from google.protobuf import text_format

from hloscope.errors import HloscopeError
from hloscope.parsers import begins_like_proto, make_message, parse_hlo_proto, read_message

Message = Any
"""A message of protobuf, whose fields are attributes."""

PATH = (
    Path(__file__).parents[3] / "testdata/jax-0.10.2-cpu/mlp-forms/module_0000.jit_mlp.cpu_after_optimizations.hlo.pb"
)
DATA = PATH.read_bytes()
TEXT = str(parse_hlo_proto(DATA).module)


def in_a_snapshot(proto: Message) -> bytes:
    snapshot = make_message("HloSnapshot")
    snapshot.hlo.CopyFrom(proto)
    snapshot.execution_platform = "Host"
    data: bytes = snapshot.SerializeToString()
    return data


def in_an_unoptimized_snapshot(proto: Message) -> bytes:
    snapshot = make_message("HloUnoptimizedSnapshot")
    snapshot.hlo_module.CopyFrom(proto.hlo_module)
    snapshot.partitions.add()
    snapshot.version = 1
    data: bytes = snapshot.SerializeToString()
    return data


def as_text(kind: str, data: bytes) -> bytes:
    message = make_message(kind, is_text=True)
    message.ParseFromString(data)
    return text_format.MessageToString(message).encode()


HOLDERS: dict[str, Callable[[Message], bytes]] = {
    "HloProto": lambda proto: proto.SerializeToString(),
    "HloModuleProto": lambda proto: proto.hlo_module.SerializeToString(),
    "HloSnapshot": in_a_snapshot,
    "HloUnoptimizedSnapshot": in_an_unoptimized_snapshot,
    "HloProto as text": lambda proto: as_text("HloProto", proto.SerializeToString()),
    "HloModuleProto as text": lambda proto: as_text("HloModuleProto", proto.hlo_module.SerializeToString()),
    "HloSnapshot as text": lambda proto: as_text("HloSnapshot", in_a_snapshot(proto)),
    "a comment in front of text": lambda proto: b"# made by us\n" + as_text("HloProto", proto.SerializeToString()),
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_every_message_that_holds_a_module_is_read(holder: str) -> None:
    data = HOLDERS[holder](read_message("HloProto", DATA))
    assert begins_like_proto(data)
    read = parse_hlo_proto(data)
    assert str(read.module) == TEXT
    has_buffers = "Module" not in holder and "Unoptimized" not in holder
    assert (read.buffer_assignment is not None) == has_buffers


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"HloModule m\n", b"\x0a\x05ab", DATA[: len(DATA) // 2], b"\x00" * 100, b"name: 3", b"hlo_module {"],
)
def test_what_is_no_proto_of_a_module_is_an_error(data: bytes) -> None:
    with pytest.raises(HloscopeError, match=r"^f\.pb: expected the proto of a module \(HloProto\), found other or cut"):
        parse_hlo_proto(data, filename="f.pb")


def test_without_protobuf_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hloscope.parsers.protos.files.has_protobuf", lambda: False)
    with pytest.raises(HloscopeError, match=r"^f\.pb: a proto, .*: pip install 'hloscope\[proto\]'$"):
        parse_hlo_proto(DATA, filename="f.pb")


def changed(change: Callable[[Message], None]) -> bytes:
    proto = make_message("HloProto", is_text=True)
    proto.ParseFromString(DATA)
    change(proto.hlo_module)
    data: bytes = proto.SerializeToString()
    return data


def uses_itself(module: Message) -> None:
    last = module.computations[-1].instructions[-1]
    last.operand_ids[0] = last.id


def uses_what_comes_later(module: Message) -> None:
    instructions = module.computations[-1].instructions
    instructions[0].operand_ids.append(instructions[-1].id)


def calls_itself(module: Message) -> None:
    computation = module.computations[-1]
    computation.instructions[-1].called_computation_ids.append(computation.id)


def has_no_entry(module: Message) -> None:
    module.entry_computation_id = 12345


def has_no_root(module: Message) -> None:
    module.computations[0].root_id = 12345


def has_one_name_twice(module: Message) -> None:
    instructions = module.computations[-1].instructions
    instructions[1].name = instructions[0].name


def has_one_id_twice(module: Message) -> None:
    instructions = module.computations[-1].instructions
    instructions[1].id = instructions[0].id


def has_one_computation_twice(module: Message) -> None:
    module.computations.add().CopyFrom(module.computations[0])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (uses_itself, r"expected what '\S+' refers to in front of it, found nothing of id \d+"),
        (uses_what_comes_later, r"expected what '\S+' refers to in front of it, found nothing of id \d+"),
        (calls_itself, r"expected what '\S+' refers to in front of it, found nothing of id \d+"),
        (has_no_entry, "expected the entry among the computations, found none of id 12345"),
        (has_no_root, r"expected the root of '\S+' in it, found none of id 12345"),
        (has_one_name_twice, r"expected instructions of '\S+' with names and ids of their own, found two alike"),
        (has_one_id_twice, r"expected what '\S+' refers to in front of it, found nothing of id \d+"),
        (has_one_computation_twice, r"expected one computation of a name and an id, found a second '\S+'"),
    ],
)
def test_a_module_that_does_not_hold_together_is_an_error(change: Callable[[Message], None], expected: str) -> None:
    with pytest.raises(HloscopeError, match=f"^f\\.pb: {expected}$"):
        _ = parse_hlo_proto(changed(change), filename="f.pb").module


def rewritten(rewrite: Callable[[bytes], bytes]) -> bytes:
    """The proto with other bytes for each instruction; they are read together, and must not run into each other."""

    def change(proto: Message) -> None:
        for computation in proto.hlo_module.computations:
            computation.instructions[:] = [rewrite(data) for data in computation.instructions]

    proto = read_message("HloProto", DATA)
    change(proto)
    data: bytes = proto.SerializeToString()
    return data


UNPACKED = b"\xa0\x02"  # the tag of one operand, where they are not written as one list


def with_operands_apart(data: bytes) -> bytes:
    instruction = read_message("HloInstructionOutline", data)
    packed = read_message("HloInstructionOutline", data)
    packed.ClearField("operand_ids")
    head: bytes = packed.SerializeToString()
    return head + b"".join(UNPACKED + varint(number) for number in instruction.operand_ids)


def varint(number: int) -> bytes:
    digits: list[int] = []
    while number > 127:
        digits.append(number % 128 + 128)
        number //= 128
    return bytes([*digits, number])


REWRITES: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda data: data,
    "operands apart": with_operands_apart,
    "the last opcode counts": lambda data: b"\x12\x03add" + data,
    "the last id counts": lambda data: b"\x98\x02\x07" + data,
}


@pytest.mark.parametrize("rewrite", REWRITES.values(), ids=REWRITES)
def test_instructions_are_read_however_they_are_written(rewrite: Callable[[bytes], bytes]) -> None:
    assert str(parse_hlo_proto(rewritten(rewrite)).module) == TEXT


def test_several_instructions_without_an_id_have_the_same() -> None:
    def leave_out(module: Message) -> None:
        for computation in module.computations:
            first = computation.instructions[0]
            for each in computation.instructions:
                each.operand_ids[:] = [0 if number == first.id else number for number in each.operand_ids]
            computation.root_id = 0 if computation.root_id == first.id else computation.root_id
            first.id = 0
        module.ClearField("schedule")

    def keep(module: Message) -> None:
        module.ClearField("schedule")

    read, other = parse_hlo_proto(changed(leave_out)).module, parse_hlo_proto(changed(keep)).module
    assert [*map(str, read.instructions())] == [*map(str, other.instructions())]


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "it would hold what is behind it": lambda data: data + b"\x0a\x7f",
    "an operand of -1": lambda data: data + UNPACKED + b"\xff" * 9 + b"\x01",
    "an opcode that is no UTF-8": lambda data: b"\x12\x01\xff" + data,
}


@pytest.mark.parametrize("rewrite", BROKEN.values(), ids=BROKEN)
def test_an_instruction_that_is_none_is_an_error(rewrite: Callable[[bytes], bytes]) -> None:
    with pytest.raises(HloscopeError, match=r"^f\.pb: expected |expected a proto \(HloInstructionOutline\)"):
        _ = parse_hlo_proto(rewritten(rewrite), filename="f.pb").module


def test_a_literal_that_says_more_than_it_has_is_left_out() -> None:
    def enlarge(module: Message) -> None:
        for computation in module.computations:
            for each in computation.instructions:
                if each.opcode == "constant":
                    each.literal.shape.dimensions[:] = [1 << 40, 0]

    module = parse_hlo_proto(changed(enlarge)).module
    constants = [each.literal for each in module.instructions() if each.opcode == "constant"]
    assert set(constants) == {"{...}"}


def test_a_schedule_that_is_none_is_left_aside() -> None:
    def reverse(module: Message) -> None:
        for entry in module.schedule.sequences:
            entry.value.instruction_ids[:] = entry.value.instruction_ids[::-1]

    module = parse_hlo_proto(changed(reverse)).module
    assert [*module.computations] == [*parse_hlo_proto(DATA).module.computations]


@pytest.mark.parametrize("seed", range(300))
def test_a_mutated_proto_is_a_result_or_an_error(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311 (no secret)
    data = bytearray(DATA)
    for _ in range(chosen.randint(1, 8)):
        place = chosen.randrange(len(data))
        match chosen.randrange(3):
            case 0:
                data[place] = chosen.randrange(256)
            case 1:
                del data[place : place + chosen.randint(1, 40)]
            case _:
                data[place:place] = chosen.randbytes(chosen.randint(1, 20))
    try:
        read = parse_hlo_proto(bytes(data))
        _ = str(read.module), read.buffer_assignment, [each.metadata for each in read.module.instructions()]
    except HloscopeError:
        return
