"""Thunk lists of every version that prints them; the texts below are XLA's own, for an H100 and without one."""

from collections import Counter
from pathlib import Path

import pytest

from hloscope.errors import ParseError
from hloscope.parsers import (
    LaunchDimensions,
    Thunk,
    ThunkList,
    parse,
    parse_thunk_metadata,
    parse_thunk_sequence,
    with_nesting,
)

TESTDATA = Path(__file__).parents[2] / "testdata"
METADATA = sorted(TESTDATA.glob("*/*/*thunk_metadata.txt"))
SEQUENCES = sorted(TESTDATA.glob("*/*/*thunk_sequence*.txt"))

# jaxlib 0.6.2: no ids; the first thunk of a kSequential stands behind it; conditionals do not show what is in them.
SOLVE_062 = """\
kKernel    \t, kernel = wrapped_transpose, launch dimensions = blocks: {1, 1, 1}, threads/block: {128, 1, 1}, cluster_dim = nullopt
kCustomCall\t
kSequential\t  kCopy           \t
  kTriangularSolve\t

kKernel    \t, kernel = loop_transpose_fusion, launch dimensions = blocks: {1, 1, 1}, threads/block: {64, 1, 1}, cluster_dim = nullopt
"""
COND_062 = """\
kKernel     \t, kernel = wrapped_convert, launch dimensions = blocks: {1, 1, 1}, threads/block: {1, 1, 1}, cluster_dim = nullopt
kConditional\t
"""
# jaxlib 0.7.0: command buffers are in the list already.
NESTED_SCAN_070 = """\
kCommandBuffer\t
    kCopy  \t
    kCopy  \t
    kKernel\t, kernel = loop_broadcast_fusion, launch dimensions = blocks: {1, 1, 1}, threads/block: {4, 1, 1}, cluster_dim = nullopt

kWhile        \t\x20\x20
condition:
    kKernel\t, kernel = loop_compare_fusion_1, launch dimensions = blocks: {1, 1, 1}, threads/block: {1, 1, 1}, cluster_dim = nullopt
  body:
    kCopy  \t
    kCopy  \t
    kWhile \t\x20\x20\x20\x20\x20\x20
condition:
        kKernel\t, kernel = loop_compare_fusion, launch dimensions = blocks: {1, 1, 1}, threads/block: {1, 1, 1}, cluster_dim = nullopt
      body:
        kCommandBuffer\t
            kKernel\t, kernel = loop_add_fusion, launch dimensions = blocks: {1, 1, 1}, threads/block: {8, 1, 1}, cluster_dim = nullopt
            kKernel\t, kernel = loop_add_fusion_1, launch dimensions = blocks: {1, 1, 1}, threads/block: {1, 1, 1}, cluster_dim = nullopt


    kKernel\t, kernel = input_multiply_reduce_fusion, launch dimensions = blocks: {1, 1, 1}, threads/block: {8, 1, 1}, cluster_dim = nullopt

"""
# jaxlib 0.8.0: ids.
SWITCH_080 = """\
001: kKernel     \t, kernel = loop_clamp_fusion, launch dimensions = blocks: {1, 1, 1}, threads/block: {1, 1, 1}, cluster_dim = nullopt
009: kConditional\t\x20\x20
  branch_0:
    002: kKernel\t, kernel = wrapped_sine, launch dimensions = blocks: {8, 1, 1}, threads/block: {128, 1, 1}, cluster_dim = nullopt
  branch_1:
    004: kKernel\t, kernel = gemm_fusion_dot_general_1, launch dimensions = blocks: {2, 1, 1}, threads/block: {64, 1, 1}, cluster_dim = nullopt

"""
# jaxlib 0.10.2: dependencies; descriptions that look like kinds.
SOLVE_0102 = """\
001: kCustomKernel [source       | next=002 (1)] wrapped_transpose grid: [1, 1, 1] threads: [128, 1, 1]  shared_memory: 0 bytes
002: kCustomCall   [prev=001 (1) | next=005 (1)] kCustomCall
005: kSequential   [prev=002 (1) | sink        ]   003: kCopy            [source       | next=004 (1)] kCopy
  004: kTriangularSolve [prev=003 (1) | sink        ] (no description)
"""
COND_0102 = """\
003: kConditional [source | sink]\x20\x20\x20
  false_branch:
    001: kCustomKernel [source | sink] gemm_fusion_dot_general_1 grid: [8, 1, 1] threads: [64, 1, 1]  shared_memory: 1024 bytes
  true_branch:
    002: kCustomKernel [source | sink] loop_add_fusion grid: [8, 1, 1] threads: [128, 1, 1]  shared_memory: 0 bytes
"""
# jaxlib 0.10.2, four GPUs: collectives that overlap with computation. The same program's metadata is below.
ASYNC_0102 = """\
001: kCopy         [source       | next=003 (1)] kCopy
003: kAsyncStart   [prev=001 (1) | next=014 (9)] stream=communication_stream[0], async_id=3
    002: kAllReduce [source | sink] kAllReduce
004: kCustomKernel [source       | next=005 (1)] gemm_fusion_dot_general_9 grid: [131072, 1, 1] threads: [64, 1, 1]  shared_memory: 1024 bytes
007: kAsyncDone    [source       | sink        ] async_id=3
013: kAsyncStart   [prev=010 (2) | sink        ] stream=communication_stream[0], async_id=13
    012: kReduceScatter [source | sink] kReduceScatter
016: kAsyncDone    [source       | sink        ] async_id=13
"""
ASYNC_METADATA_0102 = """\
thunk_metadata { thunk_info { profile_annotation: "copy.7" thunk_id: 1 } thunk_kind: "kCopy" }
thunk_metadata { thunk_info { profile_annotation: "all-reduce-start" thunk_id: 3 } thunk_kind: "kAsyncStart" }
thunk_metadata { thunk_info { profile_annotation: "all-reduce-start" thunk_id: 2 } thunk_kind: "kAllReduce" }
thunk_metadata { thunk_info { profile_annotation: "gemm_fusion_dot_general.9" thunk_id: 4 } thunk_kind: "kCustomKernel" }
thunk_metadata { thunk_info { profile_annotation: "all-reduce-done" thunk_id: 7 } thunk_kind: "kAsyncDone" }
thunk_metadata { thunk_info { profile_annotation: "reduce-scatter-start" thunk_id: 13 } thunk_kind: "kAsyncStart" }
thunk_metadata { thunk_info { profile_annotation: "reduce_scatter.7.1" thunk_id: 12 } thunk_kind: "kReduceScatter" }
thunk_metadata { thunk_info { profile_annotation: "reduce-scatter-done" thunk_id: 16 } thunk_kind: "kAsyncDone" }
"""
# jaxlib 0.12.0.1: the copy in a dynamic-slice fusion is in the sequence alone.
SLICE_0120 = """\
001: kCustomKernel [source       | next=003 (1)] loop_add_fusion grid: [2, 1, 1] threads: [128, 1, 1]  shared_memory: 4224 bytes
003: kAsyncStart   [prev=001 (1) | next=006 (2)] stream=computation_stream[0], async_id=3
    005: kDynamicSliceFusion [source | sink] params=1, results=1
        004: kCopy [source | sink] kCopy
006: kAsyncDone    [source       | sink        ] async_id=3
"""
SLICE_METADATA_0120 = """\
thunk_metadata { thunk_info { profile_annotation: "loop_add_fusion" thunk_id: 1 } thunk_kind: "kCustomKernel" }
thunk_metadata { thunk_info { profile_annotation: "fusion-start" thunk_id: 3 } thunk_kind: "kAsyncStart" }
thunk_metadata { thunk_info { profile_annotation: "loop_dynamic_slice_fusion.1" thunk_id: 5 } thunk_kind: "kDynamicSliceFusion" }
thunk_metadata { thunk_info { profile_annotation: "fusion-done" thunk_id: 6 } thunk_kind: "kAsyncDone" }
"""

# Kinds and depths, counted by hand.
NESTINGS = {
    "solve-0.6.2": (SOLVE_062, "kKernel0 kCustomCall0 kSequential0 kCopy1 kTriangularSolve1 kKernel0"),
    "nested-scan-0.7.0": (
        NESTED_SCAN_070,
        "kCommandBuffer0 kCopy1 kCopy1 kKernel1 kWhile0 kKernel1 kCopy1 kCopy1 kWhile1 kKernel2 kCommandBuffer2 kKernel3 kKernel3 kKernel1",
    ),
    "switch-0.8.0": (SWITCH_080, "kKernel0 kConditional0 kKernel1 kKernel1"),
    "solve-0.10.2": (SOLVE_0102, "kCustomKernel0 kCustomCall0 kSequential0 kCopy1 kTriangularSolve1"),
    "cond-0.10.2": (COND_0102, "kConditional0 kCustomKernel1 kCustomKernel1"),
    "slice-0.12.0": (SLICE_0120, "kCustomKernel0 kAsyncStart0 kDynamicSliceFusion1 kCopy2 kAsyncDone0"),
    "async-0.10.2": (
        ASYNC_0102,
        "kCopy0 kAsyncStart0 kAllReduce1 kCustomKernel0 kAsyncDone0 kAsyncStart0 kReduceScatter1 kAsyncDone0",
    ),
}

CLASSES = {
    "kernel": "kKernel kCustomKernel kSelectK",
    "library": "kGemm kCublasLtMatmul kCuDnn kConvolution kFusedMHA kNorm kFft kCholesky kTriangularSolve kCubSort kCustomCall",
    "copy": "kCopy",
    "collective": "kAllReduce kAllReduceStart kNcclAllReduceStart kNcclAllToAll kNvshmemCollectivePermuteStart "
    "kReduceScatter kCollectiveBroadcast kRaggedAllToAllStart kSend kNcclRecv kCollectiveKernel",
    "misc": "kMemzero kMemset32BitValue kPartitionId kReplicaId kInfeed kOutfeed kRngSeed kHostSend",
    None: "kSequential kCommandBuffer kAsyncStart kAsyncDone kGroup kGroupStart kGroupDone kDynamicSliceFusion "
    "kDynamicSlice kWhile kConditional kFor kWaitForStreams kCopyDone kAllReduceDone kNcclAllReduceDone kSendDone "
    "kHostSendDone kHostExecuteDone kBuffersDebugChecksum",
    "unknown": "kNovelty kNoveltyStart kNcclNovelty",
}


@pytest.mark.parametrize(("text", "expected"), NESTINGS.values(), ids=NESTINGS)
def test_sequence_tells_kinds_and_depths(text: str, expected: str) -> None:
    thunks = parse_thunk_sequence(text).thunks
    assert " ".join(f"{thunk.kind}{thunk.depth}" for thunk in thunks) == expected


def test_windows_line_ends_change_nothing() -> None:
    assert parse_thunk_sequence(NESTED_SCAN_070.replace("\n", "\r\n")) == parse_thunk_sequence(NESTED_SCAN_070)


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        (SWITCH_080, ["loop_clamp_fusion", "", "wrapped_sine", "gemm_fusion_dot_general_1"]),
        (SOLVE_0102, ["wrapped_transpose", "", "", "", ""]),
        ("kKernel\t ,kernel = fusion_3\n", ["fusion_3"]),  # as of 2020
    ],
    ids=["0.8.0", "0.10.2", "2020"],
)
def test_sequence_tells_kernel_symbols(text: str, symbols: list[str]) -> None:
    sequence = parse_thunk_sequence(text)
    assert [thunk.symbol for thunk in sequence.thunks] == symbols
    assert not sequence.has_names


def test_sequence_tells_ids_of_new_versions() -> None:
    assert [thunk.id for thunk in parse_thunk_sequence(SWITCH_080).thunks] == [1, 9, 2, 4]
    assert {thunk.id for thunk in parse_thunk_sequence(SOLVE_062).thunks} == {None}


def test_conditional_that_hides_its_branches_makes_the_list_incomplete() -> None:
    assert not parse_thunk_sequence(COND_062).is_complete
    assert parse_thunk_sequence(COND_0102).is_complete


@pytest.mark.parametrize("text", ["", "No thunks.", "\n\n"])
def test_empty_sequence_is_complete(text: str) -> None:
    assert parse_thunk_sequence(text) == ThunkList(())


def test_line_of_unknown_form_is_an_error() -> None:
    with pytest.raises(ParseError) as raised:
        parse_thunk_sequence(f"{COND_0102}HloModule m\n", filename="t.txt")
    assert str(raised.value) == "t.txt:6:1: expected a thunk, found 'HloModule m'\n  HloModule m\n  ^"


@pytest.mark.parametrize(("text", "found"), [("a: 1", "'a'"), ("thunk_metadata {} thunks {}", "'thunks'")])
def test_other_message_is_no_thunk_list(text: str, found: str) -> None:
    with pytest.raises(ParseError, match=f"^t.txt:1:1: expected thunk_metadata, found {found}\n"):
        parse_thunk_metadata(text, filename="t.txt")


@pytest.mark.parametrize("text", ["thunk_metadata: 1", "thunk_metadata { thunk_info: 2 thunk_kind: KIND }"])
def test_metadata_of_other_types_is_no_crash(text: str) -> None:
    assert len(parse_thunk_metadata(text).thunks) == 1


def test_wrapped_thunk_names_its_owner() -> None:
    named = parse_thunk_metadata(ASYNC_METADATA_0102)
    assert [(thunk.name, thunk.owner) for thunk in named.launches] == [
        ("copy.7", ""),
        ("all-reduce-start", "all-reduce-start"),
        ("gemm_fusion_dot_general.9", ""),
        ("reduce_scatter.7.1", "reduce-scatter-start"),
    ]


def test_nesting_is_joined_to_names() -> None:
    joined = with_nesting(parse_thunk_metadata(ASYNC_METADATA_0102), parse_thunk_sequence(ASYNC_0102))
    assert [(thunk.name, thunk.depth, thunk.owner, thunk.symbol) for thunk in joined.launches] == [
        ("copy.7", 0, "", ""),
        ("all-reduce-start", 1, "all-reduce-start", ""),
        ("gemm_fusion_dot_general.9", 0, "", "gemm_fusion_dot_general_9"),
        ("reduce_scatter.7.1", 1, "reduce-scatter-start", ""),
    ]


def test_copy_without_an_entry_goes_by_the_name_of_its_fusion() -> None:
    joined = with_nesting(parse_thunk_metadata(SLICE_METADATA_0120), parse_thunk_sequence(SLICE_0120))
    assert joined.is_complete
    assert [(thunk.kind, thunk.name, thunk.depth) for thunk in joined.launches] == [
        ("kCustomKernel", "loop_add_fusion", 0),
        ("kCopy", "loop_dynamic_slice_fusion.1", 2),
    ]


def test_a_dynamic_slice_fusion_owns_no_thunk_that_it_does_not_wrap() -> None:
    assert [thunk.owner for thunk in parse_thunk_metadata(SLICE_METADATA_0120).thunks] == ["", "", "fusion-start", ""]
    renumbered = SLICE_METADATA_0120.replace("_id: 3", "_id: 2").replace("_id: 5", "_id: 3").replace("_id: 6", "_id: 4")
    assert parse_thunk_metadata(renumbered).thunks[-1].owner == "loop_dynamic_slice_fusion.1"  # none is missing


def test_names_alone_are_incomplete_where_such_copies_are() -> None:
    assert not parse_thunk_metadata(SLICE_METADATA_0120).is_complete
    assert parse_thunk_metadata(ASYNC_METADATA_0102.replace("_id: 16", "_id: 15")).is_complete


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SLICE_0120, LaunchDimensions((2, 1, 1), (128, 1, 1), 4224)),
        (ASYNC_0102, None),
        (SWITCH_080, LaunchDimensions((1, 1, 1), (1, 1, 1), None)),
        (COND_0102.partition("branch:\n")[2], LaunchDimensions((8, 1, 1), (64, 1, 1), 1024)),
        (SLICE_0120.replace("[2, 1, 1]", f"[{'2' * 5000}, 1, 1]"), None),
        ("kKernel\t ,kernel = fusion_3\n", None),
    ],
    ids=["0.12.0", "no kernel", "0.8.0", "0.10.2", "a number without end", "2020"],
)
def test_sequence_tells_launch_dimensions(text: str, expected: LaunchDimensions | None) -> None:
    assert parse_thunk_sequence(text).thunks[0].dimensions == expected


def test_sequence_without_ids_leaves_names_as_they_are() -> None:
    named = parse_thunk_metadata(ASYNC_METADATA_0102)
    assert with_nesting(named, parse_thunk_sequence(SOLVE_062)) == named


def test_sequence_of_other_kinds_leaves_names_as_they_are() -> None:
    named = parse_thunk_metadata('thunk_metadata { thunk_info { thunk_id: 1 } thunk_kind: "kGemm" }')
    assert with_nesting(named, parse_thunk_sequence(SWITCH_080)) == named


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(kind, expected) for expected, kinds in CLASSES.items() for kind in kinds.split()],
    ids=str,
)
def test_kind_counts_as(kind: str, expected: str | None) -> None:
    assert Thunk(kind).launch_class == expected


def test_files_are_found() -> None:
    assert METADATA
    assert SEQUENCES


@pytest.mark.parametrize("path", METADATA, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_both_lists_of_a_module_agree(path: Path) -> None:
    named = parse_thunk_metadata(path.read_text("utf-8"))
    (sequence,) = path.parent.glob(path.name.replace("thunk_metadata", "thunk_sequence"))
    nested = parse_thunk_sequence(sequence.read_text("utf-8"))
    joined = with_nesting(named, nested)
    assert nested.is_complete
    assert joined.is_complete
    assert Counter(thunk.kind for thunk in joined.launches) == Counter(thunk.kind for thunk in nested.launches)
    if named.is_complete:
        assert [thunk.owner for thunk in joined.thunks] == [thunk.owner for thunk in named.thunks]
    assert "unknown" not in {thunk.launch_class for thunk in joined.launches}


@pytest.mark.parametrize("path", METADATA, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_names_are_instructions_of_the_module(path: Path) -> None:
    named = parse_thunk_metadata(path.read_text("utf-8"))
    (after,) = path.parent.glob("*gpu_after_optimizations.txt")
    module = parse(after.read_text("utf-8"), filename=after.name)
    instructions = {instruction.name for instruction in module.instructions()}
    assert named.has_names
    assert {thunk.owner or thunk.name for thunk in named.launches} <= instructions


@pytest.mark.parametrize("path", SEQUENCES, ids=lambda path: f"{path.parent.parent.name}/{path.name}")
def test_every_line_of_a_sequence_is_claimed(path: Path) -> None:
    text = path.read_text("utf-8")
    kinds = [word for word in text.replace("\t", " ").split() if word.startswith("k") and word[1:2].isupper()]
    descriptions = text.count("] k")  # `[source | sink] kCopy`
    assert len(parse_thunk_sequence(text).thunks) == len(kinds) - descriptions


def test_empty_sequence_may_stand_in_front_of_the_next_branch() -> None:
    text = "000: kConditional\t\n  branch_0:\n    No thunks.          branch_1:\n    001: kCopy\t\n"  # jax 0.8.1
    assert [thunk.kind for thunk in parse_thunk_sequence(text).thunks] == ["kConditional", "kCopy"]
