"""XLA's own printer judges modules of protos: what it prints of a proto is what the proto is for us."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec

import pytest

from hloscope.parsers import parse, parse_hlo_proto
from tests.support.equality import differences_in_print
from tests.support.hlo_examples import ACCEPTED
from tests.support.hlo_files import TARGETS, texts_by_target
from tests.support.module_lines import module_lines
from tests.support.versions import readable

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(find_spec("jaxlib") is None, reason="jaxlib is not installed"),
]

# Run in a process of its own: the module of a text as a proto, and what XLA prints of that.
_PROGRAM = """
import base64, importlib, json, sys
from jaxlib import _hlo
for line in sys.stdin:
    try:
        proto = _hlo.hlo_module_from_text(json.loads(line)).as_serialized_hlo_module_proto()
        text = _hlo.HloModule.from_serialized_hlo_module_proto(proto).to_string()
        print(base64.b64encode(proto).decode(), base64.b64encode(text.encode()).decode())
    except Exception:
        print()
"""
# Fields of new or internal versions that are not put into words, and bits of a not-a-number, which Python forgets.
_LEFT_OUT = ("sparsity_config", "metadata_payload", "profile_type", "has_dynamic_root", "'origin'", "nan(0x")

LITERALS = {
    "pred[]": "true",
    "pred[3]": "{1, 0, 1}",
    "s2[4]": "{-2, -1, 0, 1}",
    "u2[4]": "{0, 1, 2, 3}",
    "s4[5]": "{-8, -1, 0, 1, 7}",
    "u4[3]": "{0, 8, 15}",
    "s8[3]": "{-128, 0, 127}",
    "u8[2]": "{0, 255}",
    "s16[2]": "{-32768, 32767}",
    "u16[2]": "{0, 65535}",
    "s32[2,2]": "{ {-2147483648, 1}, {2, 2147483647} }",
    "u32[2]": "{0, 4294967295}",
    "s64[2]": "{-9223372036854775808, 9223372036854775807}",
    "u64[2]": "{0, 18446744073709551615}",
    "f16[5]": "{0.1, -inf, inf, nan, 65504}",
    "bf16[5]": "{0.1, -inf, inf, nan, 3.39e+38}",
    "f32[9]": "{0.1, 0.044715, 0.797884583, 1e-45, 3.4028235e+38, -inf, inf, nan, -0}",
    "f64[6]": "{0.1, 0.30000000000000004, 5e-324, 1.7976931348623157e+308, -inf, nan}",
    "c64[2]": "{(0.1, -2), (inf, nan)}",
    "c128[1]": "{(0.30000000000000004, 1)}",
    "f8e5m2[4]": "{0.1, -57344, inf, nan}",
    "f8e4m3[3]": "{0.1, -240, inf}",
    "f8e4m3fn[4]": "{0.1, -448, nan, 0.001953125}",
    "f8e4m3b11fnuz[3]": "{0.1, -30, nan}",
    "f8e4m3fnuz[3]": "{0.1, -240, nan}",
    "f8e5m2fnuz[3]": "{0.1, -57344, nan}",
    "f8e3m4[3]": "{0.1, -15.5, inf}",
    "f8e8m0fnu[3]": "{1, 2, 0.5}",
    "f4e2m1fn[4]": "{0.5, -6, 1.5, 3}",
    "f32[0]": "{}",
    "f32[2,0]": "{ {}, {} }",
    "f32[1,2,2]": "{ { {1, 2}, {3, 4} } }",
    "f32[1,1,1,2]": "{ { { {1, 2} } } }",
    "f32[3,1]": "{ {1}, {2}, {3} }",
}
"""A constant of every element type; many of these have a rounded value and the greatest."""


def printed_by_xla(texts: Sequence[str]) -> list[tuple[bytes, str] | None]:
    """The proto and XLA's print of each text; None where XLA does not read it."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM], input=lines, capture_output=True, text=True, check=True, timeout=900
    )
    answers = [[base64.b64decode(word) for word in line.split()] for line in run.stdout.splitlines()]
    assert len(answers) == len(texts)
    return [(words[0], words[1].decode()) if words else None for words in answers]


def assert_equal_to_print(answers: Mapping[str, tuple[bytes, str]]) -> None:
    for name, (proto, text) in answers.items():
        module, printed = parse_hlo_proto(proto, filename=name).module, parse(text, filename=name)
        with_literals = "{...}" not in text
        mine, theirs = (module_lines(each, with_literals=with_literals) for each in (module, printed))
        for line, wanted in zip(mine, theirs, strict=True):
            if not any(word in wanted for word in _LEFT_OUT):
                assert line == wanted, name
        assert module.tables == printed.tables, name


@pytest.mark.parametrize("target", readable(TARGETS))
def test_protos_of_a_target_are_what_xla_prints(target: str) -> None:
    texts = {f"{path.parent.name}/{path.name}": text for path, text in texts_by_target()[target].items()}
    answers = dict(zip(texts, printed_by_xla([*texts.values()]), strict=True))
    read = {name: answer for name, answer in answers.items() if answer}
    assert len(read) >= len(texts) * 0.8
    assert_equal_to_print(read)


def test_protos_of_rare_texts_are_what_xla_prints() -> None:
    answers = dict(zip(ACCEPTED, printed_by_xla([example.text for example in ACCEPTED.values()]), strict=True))
    read = {name: answer for name, answer in answers.items() if answer}
    assert len(read) >= len(ACCEPTED) * 0.8
    assert_equal_to_print(read)


def test_literals_of_every_type_are_what_xla_prints() -> None:
    texts = [
        f"HloModule m\nENTRY e {{\n  ROOT c = {shape} constant({value})\n}}\n" for shape, value in LITERALS.items()
    ]
    answers = dict(zip(LITERALS, printed_by_xla(texts), strict=True))
    assert None not in answers.values()
    assert_equal_to_print({shape: answer for shape, answer in answers.items() if answer})


def test_xla_reads_what_a_proto_prints() -> None:
    texts = [*texts_by_target()[next(target for target in TARGETS if target.endswith("cpu"))].values()]
    protos = [answer[0] for answer in printed_by_xla(texts) if answer]
    modules = [parse_hlo_proto(proto).module for proto in protos]
    assert all(not differences_in_print(module) for module in modules)
    assert None not in printed_by_xla([str(module) for module in modules])
