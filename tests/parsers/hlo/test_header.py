"""The attributes of a module, which the parser takes at once where XLA printed them."""

import pytest

from hloscope.errors import ParseError
from hloscope.parsers import parse
from tests.support.careful_path import fail_if_taken_carefully, parse_carefully
from tests.support.hlo_files import TARGETS, texts_by_target

PRINTED = (
    "HloModule m, is_scheduled=true, input_output_alias={ {}: (0, {}, may-alias), {1}: (2, {}, must-alias) }, "
    "alias_passthrough_params=true, entry_computation_layout={(f32[2,<=3]{1,0:T(8,128)}, /*index=5*/s32[])->(f32[2], s32[])}, "
    "allow_spmd_sharding_propagation_to_parameters={false,true}, allow_spmd_sharding_propagation_to_output={true}, "
    'num_partitions=4, frontend_attributes={a="b", c={d = <["x"=1]>}}'
)
SHORT = "HloModule m, entry_computation_layout={()->f32[2]}, frontend_attributes={}"
BODY = "\n\nENTRY e {\n  a = f32[] parameter(0)\n}\n"
ODD = '{}(),[]" =1x/:\\\n'


def _mutated(header: str) -> list[str]:
    """The header with a character less, another one, or some characters twice, at each place."""
    places = range(len("HloModule m"), len(header))
    changed = [header[:at] + char + header[at + 1 :] for at in places for char in ("", *ODD)]
    return changed + [header[:at] + header[at - size :] for at in places for size in (1, 2, 5)]


@pytest.mark.parametrize("target", TARGETS)
def test_every_header_of_testdata_is_taken_at_once(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hloscope.parsers.hlo.module.scan_attributes", fail_if_taken_carefully)
    for header in (PRINTED, SHORT, *(text.partition("\n")[0] for text in texts_by_target()[target].values())):
        assert header.endswith(parse(header + BODY).attribute_text)


@pytest.mark.parametrize("header", [PRINTED, SHORT])
def test_a_changed_header_is_taken_at_once_only_if_it_may_be_taken(header: str) -> None:
    taken = 0
    for text in _mutated(header):
        try:
            carefully = parse_carefully(text + BODY).attribute_text
        except ParseError:
            with pytest.raises(ParseError):
                parse(text + BODY)
        else:
            assert parse(text + BODY).attribute_text == carefully
            taken += 1
    assert taken


def test_an_attribute_may_not_be_there_twice() -> None:
    for header in (PRINTED, SHORT):
        with pytest.raises(ParseError, match="a second 'entry_computation_layout'"):
            parse(f"{header}, entry_computation_layout={{()->f32[2]}}{BODY}")


def test_a_long_header_takes_linear_time() -> None:
    shapes = ", ".join(["f32[2]{0}"] * 100_000)
    assert parse(f"HloModule m, entry_computation_layout={{({shapes})->f32[2]}}, x=1{BODY}").name == "m"
