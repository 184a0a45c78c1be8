"""A simulated fleet: rows of real programs, written again and again as those of other hosts and nights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

from hloscope.comparisons.fleet.layout import Home, Stem
from hloscope.comparisons.fleet.reading import Known, read_unit
from hloscope.comparisons.fleet.schema import Row, Rows
from hloscope.comparisons.fleet.store import Store
from hloscope.comparisons.fleet.tasks import write_rows
from hloscope.comparisons.fleet.units import Unit, units_of

RUNS = 5
OF_A_HOST = 100  # programs


def write_fleet(place: str, dumps: Path, programs: Sequence[str], rows: int) -> dict[str, int]:
    """Writes a fleet with so many rows of programs: 5 nights of hosts with 100 programs; gives its sizes."""
    units, _ = units_of([str(dumps / program) for program in programs])
    found = [read_unit(unit, "", Known()).rows for unit in units]
    store = Store(place)
    store.begin()
    hosts = max(1, rows // RUNS // OF_A_HOST)
    for night, host in product(range(RUNS), range(hosts)):
        home = Home(f"night-{night}", f"host_{host}")
        unit = replace(units[0], url=f"simulated/{home.run}/{home.host}", home=home)
        write_rows(store, home, Stem(unit.id, 1, "0" * 15 + "1"), _rows_of_host(unit, found, night, host))
    per_host = {name: len(each) for name, each in _rows_of_host(units[0], found, 0, 0).items()}
    return {"hosts": hosts, "runs": RUNS, **{name: number * hosts * RUNS for name, number in per_host.items()}}


def _rows_of_host(unit: Unit, found: Sequence[Rows], night: int, host: int) -> Rows:
    """All programs under several names; what runs grows from night to night, and one host of 100 is odd."""
    dump_id = f"{unit.id}-{night}"
    rows: Rows = {name: [] for name in found[0]}
    copies = OF_A_HOST // len(found)
    for place, (copy, programs) in enumerate(product(range(copies), found)):
        for name, each in programs.items():
            rows[name] += [{**row, **_told(name, row, copy, place), "dump_id": dump_id} for row in each]
    dumps = rows["dumps"][0]
    written = f"2026-11-{night + 1:02d}T00:00:00"
    rows["dumps"] = [{**dumps, "url": unit.url, "programs": len(rows["programs"]), "written_at": written}]
    for row in rows["programs"]:
        row["launches_per_run"] = int(str(row["launches_per_run"] or 0)) + night
        if host % 100 == 99:
            row["signature"] = f"odd-{row['signature']}"
    return rows


def _told(table: str, row: Row, copy: int, place: int) -> Row:
    key = {"programs": "name", "dumps": "", "errors": ""}.get(table, "program")
    told: Row = {"module_id": place, "program_id": f"{row.get('program_id')}-{copy}"}
    return {**told, key: f"{row[key]}_{copy}"} if row.get(key) else told
