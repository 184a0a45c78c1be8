"""SARIF 2.1.0: findings for the code scanning of GitHub and Azure, and for editors."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from hloscope.formats.findings import Finding, Findings, by_level, place_of
from hloscope.formats.rules import help_of, rule_text
from hloscope.version import __version__
from hloscope.words.safe_text import sarif_text

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "SRCROOT"
Json = dict[str, Any]


def sarif_log(found: Findings, root: str) -> Json:
    """The log of one run: its rules, and its results, the worst first, with paths from the root of the repository."""
    items = by_level(found.items)
    rules = list(dict.fromkeys(item.rule for item in items))
    driver = {
        "name": "hloscope",
        "version": __version__,
        "informationUri": "https://github.com/hloscope/hloscope",
        "rules": [_rule(rule) for rule in rules],
    }
    results = [_result(item, rules.index(item.rule), root) for item in items]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: str) -> Json:
    return {"id": rule, "shortDescription": {"text": rule_text(rule)}, "helpUri": help_of(rule)}


def _result(item: Finding, rule: int, root: str) -> Json:
    place = place_of(item.source, root)
    locations = [_location(place.file, place.line)] if place else []
    return {
        "ruleId": item.rule,
        "ruleIndex": rule,
        "level": item.level,
        "message": {"text": sarif_text(item.text)},
        "partialFingerprints": {"hloscope/v1": item.fingerprint},
        "locations": locations,
    }


def _location(file: str, line: int) -> Json:
    artifact = {"uri": quote(f"file://{file}", safe="/:")} if file.startswith("/") else {"uri": quote(file)}
    base = {} if file.startswith("/") else {"uriBaseId": _ROOT}
    return {"physicalLocation": {"artifactLocation": {**artifact, **base}, "region": {"startLine": line}}}
