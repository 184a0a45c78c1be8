"""A dump and its JSON report compare equal: outlines come out the same, whether of answers or by way of JSON."""

import json
from pathlib import Path
from typing import cast

import pytest

from hloscope.analyses.answers import Answers
from hloscope.comparisons.outlines_of_dumps import outline_of
from hloscope.comparisons.outlines_of_reports import outlines_of
from hloscope.dump import load
from hloscope.reports import report
from hloscope.reports.schema import Program
from tests.support.dumped import TESTDATA

FOLDERS = sorted(path for path in TESTDATA.glob("*-*") if not path.name.startswith("torchscript"))


def test_there_are_folders() -> None:
    assert len(FOLDERS) > 15


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_outlines_of_dumps_are_those_of_their_reports(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        compilations = [each for each in load(path).compilations if each.recompilation_of is None]
        written = [
            cast("Program", json.loads(json.dumps(report(each, totals=True).programs[0]))) for each in compilations
        ]
        assert [outline_of(Answers(each), each.path) for each in compilations] == list(outlines_of(written))
