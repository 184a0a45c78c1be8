"""Keys of words: equal where XLA prints equal attributes, and of no use where they would lie."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from hloscope.parsers import make_message, parse_hlo_proto, read_message
from tests.support.dumped import TESTDATA

word_key: Callable[[bytes], tuple[bytes, bytes] | None]
word_key = import_module("hloscope.parsers.protos.word_keys").word_key


def instruction(name: str, number: int, *, operands: list[int], index: int, op_name: str = "f") -> bytes:
    proto = make_message("HloInstructionProto")
    proto.name, proto.opcode, proto.id, proto.tuple_index = name, "get-tuple-element", number, index
    proto.shape.element_type = 11
    metadata = make_message("OpMetadata")
    metadata.op_name = op_name
    proto.metadata = metadata.SerializeToString()
    proto.operand_ids.extend(operands)
    return bytes(proto.SerializeToString())


def test_name_id_and_operands_make_no_difference() -> None:
    first = instruction("a", 3, operands=[1], index=2)
    assert word_key(first) == word_key(instruction("a-long-name" * 20, 1 << 40, operands=[1 << 33] * 40, index=2))
    assert word_key(first) == word_key(instruction("c", 4, operands=[], index=2))


def test_any_other_field_makes_one() -> None:
    first = word_key(instruction("a", 3, operands=[1], index=2))
    assert first
    assert first != word_key(instruction("a", 3, operands=[1], index=280))
    for length in (1, 125, 126, 127, 128, 300):
        data = instruction("a", 3, operands=[1], index=2, op_name="g" * length)
        assert word_key(data) == (first[0], read_message("HloInstructionProto", data).metadata)


def test_what_has_no_id_or_other_fields_in_front_has_no_key() -> None:
    data = instruction("a", 3, operands=[1], index=2)
    assert word_key(instruction("a", 0, operands=[], index=2)) is None
    assert word_key(data[3:]) is None
    assert word_key(b"") is None


def test_words_that_are_put_together_once_are_those_of_each() -> None:
    protos = sorted(TESTDATA.rglob("*.hlo.pb"))
    assert protos
    for path in protos[:: max(1, len(protos) // 5)]:
        module = parse_hlo_proto(path.read_bytes()).module
        for each in module.instructions():
            together = each.attribute_text
            shared: Any = getattr(each, "shared")  # noqa: B009 (only instructions of protos have it)
            shared.words.clear()
            del each.settings, each.annotations
            assert together == each.attribute_text
