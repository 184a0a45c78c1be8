"""The ledger: work that two clusters do, counted by hand."""

from pathlib import Path

import pytest

from hloscope.analyses.cost.cost import cost_of
from hloscope.analyses.cost.duplicated_work import LedgerEntry, ledger_of
from hloscope.analyses.fusions.fusions import fusions_of
from hloscope.ir import HloModule
from hloscope.parsers import parse
from tests.support.dumped import AFTER, module_at

# Both clusters compute the exponential and its double; one then adds, the other multiplies.
LINES = """  p = f32[100] parameter(0)
  e = f32[100] exponential(p), metadata={op_name="e" source_file="m.py" source_line=7}
  d = f32[100] add(e, e), metadata={op_name="d" source_file="m.py" source_line=7}
"""
TEXT = f"""HloModule m, is_scheduled=true
one {{
{LINES}  ROOT r = f32[100] add(d, p), metadata={{op_name="r" source_file="m.py" source_line=8}}
}}
two {{
{LINES}  ROOT r = f32[100] multiply(d, p), metadata={{op_name="r" source_file="m.py" source_line=9}}
}}
ENTRY main {{
  p = f32[100] parameter(0)
  a = f32[100] fusion(p), kind=kLoop, calls=one
  b = f32[100] fusion(p), kind=kLoop, calls=two
  ROOT t = (f32[100], f32[100]) tuple(a, b)
}}
"""


def ledger(module: HloModule) -> tuple[LedgerEntry, ...]:
    return ledger_of(fusions_of(module), cost_of(module))


def test_work_beyond_the_first_copy_is_extra() -> None:
    [entry] = ledger(parse(TEXT))
    assert (entry.source, entry.clusters) == ("m.py:7", ("a", "b"))
    assert (entry.extra_flops, entry.extra_transcendentals) == (100, 100)


def test_only_the_last_of_what_is_copied_together_would_go_through_memory() -> None:
    [entry] = ledger(parse(TEXT))
    assert entry.saved_bytes == 400 * (1 + 2)  # the sum: written once, read by two


def test_json_form_names_operations_and_clusters() -> None:
    [entry] = ledger(parse(TEXT))
    assert entry.to_dict() == {
        "source": "m.py:7",
        "operations": [
            {"opcode": "exponential", "name": "e", "copies": 2},
            {"opcode": "add", "name": "d", "copies": 2},
        ],
        "clusters": ["a", "b"],
        "extra_flops": 100,
        "extra_transcendentals": 100,
        "saved_bytes": 1200,
    }


def test_module_without_copies_has_an_empty_ledger() -> None:
    assert ledger(parse(TEXT.replace("fusion(p), kind=kLoop, calls=two", "negate(p)"))) == ()


def test_dumps_have_duplicated_work() -> None:
    entries = [entry for path in AFTER for entry in ledger(module_at(path))]
    assert sum(entry.extra_flops for entry in entries) > 0
    assert all(entry.duplicates and entry.saved_bytes >= 0 for entry in entries)


@pytest.mark.parametrize("path", AFTER[:5], ids=lambda path: path.parent.name)
def test_every_duplicate_is_in_one_line(path: Path) -> None:
    module = module_at(path)
    entries = ledger(module)
    assert sum(len(entry.duplicates) for entry in entries) == len(fusions_of(module).duplicates)
