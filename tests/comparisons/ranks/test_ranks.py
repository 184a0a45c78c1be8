"""Which ranks have another program: dumps of four real processes, and planted odd ranks of which it is known what is odd."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import hloscope
from hloscope.comparisons.ranks.contents import Content, Contents, StageContent
from hloscope.comparisons.ranks.ranks import RankedProgram, RankVariant
from tests.support.command_line import Printed, run
from tests.support.growth import work_of
from tests.support.ranks import EDITS, NAMES, RANKS, STEP, dump_rank, dump_ranks

__all__ = ["run"]
Run = Callable[..., Printed]


def program_of(root: Path) -> RankedProgram:
    [program] = hloscope.ranks(root).programs
    return program


def odd_one(program: RankedProgram) -> RankVariant:
    _, odd = program.variants
    return odd


def texts_of(variant: RankVariant) -> list[str]:
    order = [str(variant.order)] if variant.order else []
    return order + [difference.text for difference in variant.differences]


def test_mistake_of_a_real_rank_is_found(run: Run) -> None:
    """The third of four processes takes the norm of gradients that are spread: one all-reduce more, by its text."""
    found = hloscope.ranks(RANKS)
    assert [name for name, _ in found.ranks] == ["host_0", "host_1", "host_2", "host_3"]
    statuses = {program.name: (program.status, program.missing) for program in found.programs}
    assert statuses["jit_train_step"] == ("differs", ())
    assert statuses["jit_eval_step"] == ("same", ())
    assert statuses["jit__lambda"] == ("partial", ("host_1", "host_2", "host_3"))
    [step] = [program for program in found.programs if program.name == "jit_train_step"]
    odd = odd_one(step)
    assert (odd.ranks, step.variants[0].ranks) == (("host_2",), ("host_0", "host_1", "host_3"))
    written = {rank: after_of(rank).count(" all-reduce(") + after_of(rank).count(" all-gather(") for rank in range(4)}
    assert written == {0: 2, 1: 2, 2: 3, 3: 2}
    assert odd.order
    assert (odd.order.kind, odd.order.counts) == ("number", (2, 3))
    status, lines, talk = run("ranks", str(RANKS))
    assert (status, talk) == (1, "")
    assert max(map(len, lines)) <= 80
    assert "1 of 3 programs on 4 ranks not the same" in lines


def after_of(rank: int) -> str:
    [path] = (RANKS / f"host_{rank}").glob("*train_step.cpu_after_optimizations.txt")
    return path.read_text("utf-8")


def test_ranks_that_are_the_same_have_status_zero(run: Run, tmp_path: Path) -> None:
    status, lines, _ = run("ranks", str(dump_ranks(tmp_path, {})))
    assert status == 0
    assert lines[:2] == ["No difference: 1 program on 5 ranks", "  host_0-4"]


WORDS = {
    "order": "its 3 collectives come in another order: number 1 is all-gather f32[8]{0}, channel 2, groups {{0,1}} "
    "(m.py:4) here, all-reduce f32[8,4]{1,0}, channel 1, groups {{0,1}} (m.py:3) there",
    "one more": "4 collectives, 3 there: number 3 is all-gather f32[8]{0}, channel 4, groups {{0,1}} (m.py:4) here, "
    "collective-permute f32[8,4]{1,0}, channel 3, groups {{0,1},{1,0}} there",
    "channel": "collective 2 of 3, all-gather f32[8]{0}: channel 7 here, 2 there",
    "groups": "collective 2 of 3, all-gather f32[8]{0}: groups {{0},{1}} here, {{0,1}} there",
    "pairs": "collective 3 of 3, collective-permute f32[8,4]{1,0}: groups {{0,1}} here, {{0,1},{1,0}} there",
    "shapes": "argument 0 (x): f32[8,4] -> f32[6,4]",
    "constant": "constant f32[]: 2 -> 3",
    "wiring": "the same operations, but in another order or with other operands",
    "partitions": "num_partitions: 2 -> 4",
    "sharding": "argument 1 (y), sharding: none -> {replicated}",
    "backend": 'f32[8,4]{1,0} broadcast: nothing -> backend_config={"algorithm":"3"}',
}


@pytest.mark.parametrize("edit", EDITS)
def test_odd_rank_is_named_against_the_others(edit: str, tmp_path: Path) -> None:
    program = program_of(dump_ranks(tmp_path, {3: EDITS[edit]}))
    assert EDITS[edit](STEP) != STEP
    assert (program.is_finding, program.has_usual) == (True, True)
    assert odd_one(program).ranks == ("host_3",)
    assert WORDS[edit] in texts_of(odd_one(program))


@pytest.mark.parametrize("edit", NAMES)
def test_names_alone_are_no_difference(edit: str, tmp_path: Path) -> None:
    program = program_of(dump_ranks(tmp_path, {1: NAMES[edit]}))
    assert NAMES[edit](STEP) != STEP
    assert program.status == "same"


def test_function_of_another_name_is_the_same_program(tmp_path: Path) -> None:
    root = dump_ranks(tmp_path, {})
    shutil.rmtree(root / "host_1")
    dump_rank(root / "host_1", lambda text: text.replace("jit_step", "jit_train"), name="jit_train")
    assert program_of(root).status == "same"


def test_rank_without_the_program_is_named(run: Run, tmp_path: Path) -> None:
    root = dump_ranks(tmp_path / "run", {})
    dump_rank(root / "host_0", EDITS["constant"], number=1, name="jit_other")
    (root / "host_5").mkdir()
    found = {program.name: program for program in hloscope.ranks(tmp_path).programs}
    assert found["jit_step"].missing == ("host_5",)
    assert found["jit_step"].status == "missing"
    others = ("host_1", "host_2", "host_3", "host_4", "host_5")
    assert (found["jit_other"].missing, found["jit_other"].status) == (others, "missing")  # it has collectives
    status, lines, _ = run("ranks", str(root))
    assert status == 1
    assert "Nothing that can be read is on host_5" in lines


def test_stale_rank_is_told_by_its_files_and_flags(run: Run, tmp_path: Path) -> None:
    root = dump_ranks(tmp_path, {2: EDITS["constant"]}, ranks=3)
    for rank, flag in ((0, "true"), (1, "true"), (2, "false")):
        text = f'xla_cpu_enable_fast_math: {flag}\nxla_dump_to: "host_{rank}"\n'
        (root / f"host_{rank}" / "module_0000.jit_step.debug_options").write_text(text, "utf-8")
    for file in (root / "host_2").iterdir():
        os.utime(file, (1e9, 1e9))
    for file in (*(root / "host_0").iterdir(), *(root / "host_1").iterdir()):
        os.utime(file, (1e9 + 7300, 1e9 + 7300))
    odd = odd_one(program_of(root))
    assert odd.older_seconds == 7300
    assert [str(setting) for setting in odd.settings] == ["xla_cpu_enable_fast_math false here, true there"]
    _, lines, _ = run("ranks", str(root))
    assert any("stale? it was written 2 hours before that of the others" in line for line in lines)


def test_rank_that_did_not_compile_to_the_end_is_told(tmp_path: Path) -> None:
    root = dump_ranks(tmp_path, {}, ranks=3)
    for rank in range(3):
        folder = root / f"host_{rank}"
        text = STEP.replace(", is_scheduled=true", "")
        (folder / "module_0000.jit_step.before_optimizations.txt").write_text(text, "utf-8")
    (root / "host_1" / "module_0000.jit_step.cpu_after_optimizations.txt").unlink()
    odd = odd_one(program_of(root))
    assert odd.ranks == ("host_1",)
    assert texts_of(odd) == ["what runs was not dumped: it did not compile to the end"]


def test_broken_file_hides_nothing(run: Run, tmp_path: Path) -> None:
    root = dump_ranks(tmp_path, {1: EDITS["channel"], 3: lambda text: text[: len(text) // 2]})
    found = hloscope.ranks(root)
    [program] = found.programs
    assert (program.unreadable, program.missing) == (("host_3",), ())
    assert odd_one(program).ranks == ("host_1",)
    assert [Path(error.file).parent.name for error in found.errors] == ["host_3"]
    status, lines, talk = run("ranks", str(root))
    assert status == 2
    assert "jit_step could not be read on host_3" in lines
    assert "truncated" in talk


def test_what_could_not_be_read_is_not_called_the_same(run: Run, tmp_path: Path) -> None:
    _, lines, _ = run("ranks", str(dump_ranks(tmp_path, {3: lambda text: text[: len(text) // 2]})))
    assert "jit_step could not be read on host_3, the same on the others" in lines
    assert not [line for line in lines if "program the same" in line]


def test_collectives_are_those_of_what_runs() -> None:
    asked, runs = StageContent(b"asked", 2), StageContent(b"runs", 0)
    assert [Content(*stages).collectives for stages in ((asked, runs), (asked, None), (None, None))] == [0, 2, 0]


def test_where_no_content_is_more_frequent_none_is_the_usual_one(run: Run, tmp_path: Path) -> None:
    root = dump_ranks(tmp_path, {1: EDITS["channel"]}, ranks=2)
    program = program_of(root)
    assert (program.has_usual, program.status) == (False, "differs")
    status, lines, _ = run("ranks", str(root))
    assert status == 1
    assert any(line.endswith("2 ways, on 1 and 1 ranks; none is the usual one") for line in lines)


def test_programs_of_one_name_and_several_shapes_are_told_apart(tmp_path: Path) -> None:
    root = dump_ranks(tmp_path, {})
    for rank in range(5):
        edit = EDITS["shapes"] if rank != 4 else shaped_and_odd
        dump_rank(root / f"host_{rank}", edit, number=1)
    one, other = hloscope.ranks(root).programs
    assert (one.status, odd_one(one).ranks, other.status) == ("differs", ("host_4",), "same")
    assert texts_of(odd_one(one)) == ["constant f32[]: 2 -> 3"]


def shaped_and_odd(text: str) -> str:
    return EDITS["constant"](EDITS["shapes"](text))


def test_each_root_may_be_a_rank(run: Run, tmp_path: Path) -> None:
    first, second = dump_rank(tmp_path / "good"), dump_rank(tmp_path / "bad", EDITS["channel"])
    shutil.make_archive(str(tmp_path / "packed"), "zip", first)
    found = hloscope.ranks(first, second, tmp_path / "packed.zip")
    assert [name for name, _ in found.ranks] == ["bad", "good", "packed.zip"]
    assert odd_one(found.programs[0]).ranks == ("bad",)
    assert run("ranks", str(first))[0] == 2


def test_archives_in_one_folder_are_ranks(tmp_path: Path) -> None:
    root = tmp_path / "all"
    root.mkdir()
    for rank in range(3):
        folder = dump_rank(tmp_path / "each" / f"{rank}", EDITS["channel"] if rank == 2 else str)
        shutil.make_archive(str(root / f"host{rank}"), "gztar", folder)
    found = hloscope.ranks(root)
    assert found.errors == ()
    assert odd_one(found.programs[0]).ranks == ("host2.tar.gz",)


def test_one_folder_that_all_wrote_into_is_refused(run: Run, tmp_path: Path) -> None:
    status, lines, talk = run("ranks", str(dump_rank(tmp_path / "dump")))
    assert (status, lines) == (2, [])
    assert talk.startswith(
        "hloscope: expected the dumps of two ranks or more, found one, '.'; have each rank dump into"
    )


def test_json_has_all(run: Run, tmp_path: Path) -> None:
    root = dump_ranks(tmp_path, {1: EDITS["order"]}, ranks=3)
    status, lines, _ = run("ranks", "--json", str(root))
    document = json.loads("\n".join(lines))
    assert (status, document["is_same"]) == (1, False)
    [program] = document["programs"]
    order = program["variants"][1]["collective_order"]
    assert (order["kind"], order["place"], order["odd"]["kind"], order["usual"]["kind"]) == (
        "order", 0, "all-gather", "all-reduce",
    )  # fmt: skip
    assert document == json.loads(hloscope.ranks(root).to_json())


def test_no_module_of_a_name_is_told(run: Run, tmp_path: Path) -> None:
    status, _, talk = run("ranks", str(dump_ranks(tmp_path, {})), "--module", "nothing")
    assert (status, talk) == (2, "hloscope: no module is called 'nothing'\n")


def test_of_a_thousand_equal_ranks_one_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []

    def count(self: Contents) -> None:
        parsed.append(self.parsed)

    monkeypatch.setattr(Contents, "__del__", count, raising=False)
    found = hloscope.ranks(
        dump_ranks(tmp_path, {7: EDITS["order"], 500: EDITS["shapes"], 900: NAMES["source places"]}, 1000)
    )
    assert parsed == [3]  # the usual one and two odd ones; other source places are seen in the text
    [program] = found.programs
    assert [variant.ranks for variant in program.variants[1:]] == [("host_7",), ("host_500",)]


def test_work_grows_with_the_ranks(tmp_path: Path) -> None:
    roots = [dump_ranks(tmp_path / f"{size}", {1: EDITS["order"]}, size) for size in (5, 20, 40, 80)]
    _, small, middle, large = [work_of(lambda: hloscope.ranks(root)) for root in roots]  # noqa: B023 (called at once)
    assert large - middle < 3 * max(middle - small, small // 4)
