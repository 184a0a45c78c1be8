"""Provenance both ways, and by which means it is told."""

from pathlib import Path

import pytest

import hloscope
from tests.support.dumped import TESTDATA

PASSES = TESTDATA / "jax-0.10.2-h100-passes" / "attention"
ALONE = TESTDATA / "jax-0.10.2-h100" / "attention"


@pytest.mark.parametrize(("folder", "is_by_passes", "evidence"), [(PASSES, True, "exact"), (ALONE, False, "inferred")])
def test_operation_and_launch_tell_of_one_another(folder: Path, is_by_passes: bool, evidence: str) -> None:  # noqa: FBT001
    (compilation,) = hloscope.load(folder).compilations
    found = hloscope.provenance(compilation)
    exponential = found.of("exp.1")
    assert exponential
    assert (exponential.places, exponential.evidence) == (("triton_softmax.2",), evidence)
    assert exponential in found.into("triton_softmax.2")
    assert (found.is_by_passes, found.evidence, found.errors) == (is_by_passes, "inferred", ())


def test_every_operation_is_found_again_from_each_of_its_places() -> None:
    (compilation,) = hloscope.load(TESTDATA / "jax-0.10.2-cpu-passes" / "residual_adamw_5").compilations
    found = hloscope.provenance(compilation)
    assert [each for each in found.operations if any(each not in found.into(place) for place in each.places)] == []


def test_unknown_names_have_nothing() -> None:
    (compilation,) = hloscope.load(ALONE).compilations
    found = hloscope.provenance(compilation)
    assert (found.of("nothing"), found.into("nothing")) == (None, ())


def test_program_with_one_stage_is_an_error_that_says_what_is_missing(tmp_path: Path) -> None:
    (path,) = ALONE.glob("*after_optimizations.txt")
    (tmp_path / path.name).write_bytes(path.read_bytes())
    (compilation,) = hloscope.load(tmp_path).compilations
    with pytest.raises(hloscope.HloscopeError) as caught:
        hloscope.provenance(compilation)
    assert str(caught.value) == (
        "jit_attention: expected the modules from before and after optimization, found only that from after; "
        "dump the whole compilation"
    )
