"""The page on the tables of a fleet, made from their one definition: `python -m docs.generate.fleet_tables`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent, fill

from hloscope.comparisons.fleet.questions import QUESTIONS
from hloscope.comparisons.fleet.schema import FLEET_SCHEMA, SQL_TYPES, TABLES, Table, columns_of

PAGE = Path(__file__).parents[1] / "reference" / "fleet.md"


def page() -> str:
    """The text of the page."""
    return "\n".join([_INTRODUCTION, *map(_table, TABLES), _QUESTIONS, *_questions()])


def _table(table: Table) -> str:
    rows = "\n".join(f"| `{each.name}` | {SQL_TYPES[each.type]} | {each.meaning} |" for each in columns_of(table))
    return f"## {table.name}\n\nA row is {table.row}.\n\n| column | type | what it says |\n|---|---|---|\n{rows}\n"


def _questions() -> Iterator[str]:
    for question in QUESTIONS:
        yield f"### {question.name}\n\n{question.text}\n\n```sql\n{dedent(question.sql).strip()}\n```\n"


_INTRODUCTION = f"""\
# The tables of a fleet

{
    fill(
        "`hloscope index` writes these tables, and `hloscope query` asks about them, or about the same tables of one "
        f"dump. This is schema {FLEET_SCHEMA}: while it stays the same, columns are added, and never renamed or "
        "removed. A column is empty (NULL) where a dump does not tell. Of a compilation, `dump_id` and `module_id` are "
        "the same in all tables; of equal compilations `program_id` is, on whichever host.",
        120,
    )
}

{
    fill(
        "In the fleet they are Parquet files, `TABLE/run=RUN/host=HOST/UNIT-TURN-STATE.parquet`. UNIT tells what was "
        "read, STATE how it was then, TURN how often it was read. Of each unit the files count that are called as its "
        "latest one in `dumps`, which is written last.",
        120,
        break_on_hyphens=False,
    )
}
"""
_QUESTIONS = """\
## Questions

`hloscope query FLEET --question NAME` asks them; they also show how to ask others.
"""


def main() -> None:
    """Writes the page."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
