"""Of which run and host a folder is, and which files of a fleet count."""

from __future__ import annotations

import pytest

from hloscope.comparisons.fleet.layout import Home, Stem, find_piece, home_of, id_of, latest_of, path_of


@pytest.mark.parametrize(
    ("root", "folder", "home"),
    [
        ("runs/night-1", "host_0", Home("night-1", "host_0")),
        ("runs", "night-1/host_0", Home("night-1", "host_0")),
        ("runs/night-1/host_0", "", Home("night-1", "host_0")),
        ("runs", "team/night-1/host_0", Home("team/night-1", "host_0")),
        ("runs/night-1", "slice_0/host_1/train", Home("night-1", "slice_0/host_1", "train")),
        ("runs/night-1", "rank-7.tar.gz", Home("night-1", "rank-7.tar.gz")),
        ("nights", "2026-11-30", Home("2026-11-30", ".")),
        ("dump", "", Home("dump", ".")),
        ("", "", Home(".", ".")),
        ("7", "", Home(".", "7")),
    ],
)
def test_run_and_host_are_told_by_folders(root: str, folder: str, home: Home) -> None:
    assert home_of([part for part in root.split("/") if part], [part for part in folder.split("/") if part]) == home


def test_path_of_a_file_is_read_back_whatever_runs_and_hosts_are_called() -> None:
    stem = Stem("0123456789abcdef", 3, "f" * 16)
    path = path_of("kernels", Home("a/b =?", "host/../\n☃"), stem)
    piece = find_piece(path)
    assert path.count("/") == 3
    assert piece is not None
    assert (piece.table, piece.stem) == ("kernels", stem)


@pytest.mark.parametrize(
    "path", ["kernels/x.parquet", "a/run=b/host=c/.hloscope-12.parquet", "hloscope-fleet.json", ""]
)
def test_other_files_are_none_of_a_fleet(path: str) -> None:
    assert find_piece(path) is None


def test_the_last_turn_in_the_table_of_dumps_counts() -> None:
    home, unit = Home("r", "h"), "0" * 16
    first, second, unfinished = (Stem(unit, turn, f"{turn:016x}") for turn in (1, 2, 3))
    paths = [path_of("dumps", home, second), path_of("dumps", home, first), path_of("kernels", home, unfinished)]
    assert latest_of(piece for path in paths if (piece := find_piece(path))) == {unit: second}


def test_ids_tell_where_parts_end() -> None:
    assert id_of("ab", "c") != id_of("a", "bc")
    assert id_of("\udcff") == id_of("\udcff")
