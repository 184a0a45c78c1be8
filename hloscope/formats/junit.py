"""JUnit: a case for each program, which fails with its findings; for CI systems that show tests and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hloscope.formats.findings import Finding, Findings, place_of
from hloscope.words.safe_text import xml_text


def junit_xml(found: Findings, root: str) -> str:
    """The suite of one run; what is of no program is a case of its own."""
    by_case: dict[str, list[Finding]] = {name: [] for name in found.checked}
    for item in found.items:
        by_case.setdefault(item.program or item.rule, []).append(item)
    failures = sum(_has(items, "error") for items in by_case.values())
    errors = sum(not _has(items, "error") and _has(items, "warning") for items in by_case.values())
    totals = f'tests="{len(by_case)}" failures="{failures}" errors="{errors}"'
    cases = [line for name, items in by_case.items() for line in _case(found.command, name, items, root)]
    suite = f'<testsuite name="hloscope {xml_text(found.command)}" {totals} skipped="0" time="0">'
    head = ['<?xml version="1.0" encoding="utf-8"?>', f'<testsuites {totals} time="0">', suite]
    return "\n".join([*head, *cases, "</testsuite>", "</testsuites>", ""])


def _has(items: Sequence[Finding], level: str) -> bool:
    return any(item.level == level for item in items)


def _case(command: str, name: str, items: Sequence[Finding], root: str) -> Iterator[str]:
    """One case: failed, in error where nothing failed but something has no verdict, or passed."""
    problems = [item for item in items if item.level != "note"]
    head = f'<testcase classname="hloscope.{xml_text(command)}" name="{xml_text(name)}" time="0"'
    if not problems:
        yield f"{head}/>"
        return
    element = "failure" if _has(problems, "error") else "error"
    text = "\n".join(_told(item, root) for item in problems)
    message, kind = xml_text(problems[0].text.partition("\n")[0]), xml_text(problems[0].rule)
    yield f'{head}><{element} message="{message}" type="{kind}">{xml_text(text)}</{element}></testcase>'


def _told(item: Finding, root: str) -> str:
    place = place_of(item.source, root)
    return f"{f'{place.file}:{place.line}: ' if place else ''}{item.rule}: {item.text}"
