"""Tables of shortages: what several ranks say alike stands once."""

from __future__ import annotations

from pathlib import Path

import pytest

from hloscope.cli import main
from tests.support.shortages import TPU


def test_what_two_ranks_say_alike_is_shown_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "job.log"
    log.write_text("".join(f"node-{rank}: {line}\n" for rank in (0, 1) for line in TPU.splitlines()), "utf-8")
    main(["memory", str(log)])
    out = capsys.readouterr().out
    assert out.count("Largest allocations") == 1
    assert "and 1 alike" in " ".join(out.split())
    main(["memory", str(log), "--json"])
    assert capsys.readouterr().out.count('"allocations"') == 2
