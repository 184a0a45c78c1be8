"""The notes under the tables of scopes: of what is shown, and of nothing else."""

from pathlib import Path

import pytest

import hloscope

AT = 'metadata={op_name="jit(f)/%s" source_file="m.py" source_line=3}'
NUMBERS, EQUALS = "Bytes and FLOPs are those of a run", "Scopes that differ by a number"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("sin", "cos"), (False, False)),
        (("encoder/sin", "encoder/cos"), (True, False)),
        (("layer_0/sin", "layer_1/sin"), (True, True)),
    ],
    ids=["no scope", "one scope", "equal layers"],
)
def test_notes_are_of_the_scopes_that_are_shown(
    names: tuple[str, str], told: tuple[bool, bool], tmp_path: Path
) -> None:
    first, second = (AT % name for name in names)
    (tmp_path / "m.txt").write_text(
        "HloModule m, is_scheduled=true\nENTRY e { x = f32[64] parameter(0)\n"
        f"s = f32[64] sine(x), {first}\nROOT c = f32[64] sine(s), {second} }}"
    )
    text = str(hloscope.source(tmp_path / "m.txt", by="scope"))
    assert (NUMBERS in text, EQUALS in text) == told
    assert ("its names tell of no layer" in text) is not told[0]
