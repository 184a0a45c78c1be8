"""Rules against thunk lists: of every GPU dump in testdata, and of short ones that disagree."""

from pathlib import Path

import pytest

from hloscope.analyses.kernels.count import KernelCount, count_launches
from hloscope.analyses.kernels.judge import Disagreement, judge_launches
from hloscope.parsers import ThunkList, parse, parse_thunk_metadata, parse_thunk_sequence, with_nesting
from tests.support.dumped import GPU_AFTER, folder_of, module_at

MODULE = parse(
    """HloModule m, is_scheduled=true
    fused { x = f32[4] parameter(0) ROOT y = f32[4] sine(x) }
    ENTRY main {
      p = f32[4] parameter(0)
      a = f32[4] fusion(p), kind=kLoop, calls=fused
      b = f32[4] copy(a)
      ROOT c = f32[4] fft(b), fft_type=FFT, fft_length={4}
    }"""
)
COUNT = count_launches(MODULE, platform="gpu")
ENTRY = 'thunk_metadata {{ thunk_info {{ profile_annotation: "{}" thunk_id: 1 }} thunk_kind: "{}" }}\n'


def named(*thunks: tuple[str, str]) -> ThunkList:
    return parse_thunk_metadata("".join(ENTRY.format(name, kind) for name, kind in thunks))


def thunk_text(path: Path, kind: str) -> str:
    """The thunk list of a kind beside `module_0001.f.sm_9.0a_gpu_after_optimizations.txt`."""
    stem = path.name[: path.name.index(".sm_")]
    return path.with_name(f"{stem}.thunk_{kind}.txt").read_text("utf-8")


def counted(path: Path) -> KernelCount:
    """What runs, counted with the buffer assignment where the dump has one."""
    buffers = path.with_name(f"{path.stem}-buffer-assignment.txt")
    text = buffers.read_text("utf-8") if buffers.exists() else None
    return count_launches(module_at(path), platform="gpu", buffers=text)


JUDGED = [path for path in GPU_AFTER if not path.parent.name.endswith("-memory")]  # those came without XLA's list
assert len(JUDGED) > 100


@pytest.mark.parametrize("path", JUDGED, ids=folder_of)
def test_every_launch_has_the_name_and_class_of_a_thunk(path: Path) -> None:
    thunks = with_nesting(
        parse_thunk_metadata(thunk_text(path, "metadata")), parse_thunk_sequence(thunk_text(path, "sequence"))
    )
    assert thunks.has_names
    count = counted(path)
    assert len(count.sites) == len(thunks.launches)
    assert judge_launches(count, thunks) == ()


@pytest.mark.parametrize("path", JUDGED, ids=folder_of)
def test_there_are_as_many_launches_of_each_class_as_thunks(path: Path) -> None:
    thunks = parse_thunk_sequence(thunk_text(path, "sequence"))
    assert judge_launches(counted(path), thunks) == ()


def test_agreement_is_no_disagreement_whatever_the_order() -> None:
    assert judge_launches(COUNT, named(("c", "kFft"), ("b", "kCopy"), ("a", "kKernel"))) == ()


def test_disagreements_say_what_either_side_has_by_instruction() -> None:
    found = judge_launches(COUNT, named(("a", "kCopy"), ("b", "kCopy"), ("b", "kCopy"), ("d", "kBrandNew")))
    assert [disagreement.to_dict() for disagreement in found] == [
        {"name": "a", "rule": {"kernel": 1}, "thunks": {"copy": 1}},
        {"name": "b", "rule": {"copy": 1}, "thunks": {"copy": 2}},
        {"name": "c", "rule": {"library": 1}, "thunks": {}},
        {"name": "d", "rule": {}, "thunks": {"unknown": 1}},
    ]


def test_without_names_each_class_is_compared() -> None:
    thunks = parse_thunk_sequence("001: kKernel\t, kernel = a\n002: kKernel\t, kernel = b\n003: kFft \n")
    assert judge_launches(COUNT, thunks) == (
        Disagreement(None, {"copy": 1}, {"copy": 0}),
        Disagreement(None, {"kernel": 1}, {"kernel": 2}),
    )


def test_a_list_that_hides_what_loops_run_can_only_show_what_is_missed() -> None:
    thunks = parse_thunk_sequence("kWhile \t\nkKernel\t, kernel = a\nkKernel\t, kernel = b\n")
    assert not thunks.is_complete
    assert judge_launches(COUNT, thunks) == (Disagreement(None, {"kernel": 1}, {"kernel": 2}),)
