"""The JSON schemas in docs/json are those of the types, and say so themselves."""

import json
from pathlib import Path
from typing import Any

import pytest

from docs.generate.json_schema import DOCUMENTS, FOLDER, Written, files, schema_of
from hloscope.cli import main
from hloscope.reports.schema import DocumentOf, Program
from tests.support.contract import Json, keys_in, parts_of

HOW = "write them anew with: python -m docs.generate.json_schema"
WRITTEN = dict(files())
SOURCES = (FOLDER.parents[1] / "hloscope" / "cli").glob("*.py")
COMMANDS = sorted(path.stem for path in SOURCES if f"def add_{path.stem}(" in path.read_text("utf-8"))
REPORTING = {"run"}  # writes what `report` or `retarget` does
assert len(COMMANDS) > 15


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_schema_is_up_to_date(path: Path) -> None:
    assert path.read_text("utf-8") == WRITTEN[path], HOW


def test_there_are_no_other_schemas() -> None:
    assert {*FOLDER.iterdir()} == {*WRITTEN}, HOW


@pytest.mark.parametrize("command", COMMANDS)
def test_command_that_writes_json_has_a_schema(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    writes = "--json" in capsys.readouterr().out
    assert writes == (command in {written.command.split()[1] for written in DOCUMENTS.values()} | REPORTING)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_schema_has_every_key_with_a_description_of_its_object(name: str) -> None:
    schema = schema_of(DOCUMENTS[name])
    objects = [schema, *schema["$defs"].values()]
    assert all(each["description"].endswith((".", ")")) for each in objects)
    assert sum(len(each["properties"]) for each in objects) == len(keys_in(DOCUMENTS[name].kind))
    assert references_in(schema) == {f"#/$defs/{name}" for name in schema["$defs"]}


def references_in(value: Json) -> set[str]:
    """Return the places of definitions that a schema refers to."""
    parts = parts_of(value)
    own = {str(parts[".$ref"])} if ".$ref" in parts else set[str]()
    return own.union(*map(references_in, parts.values()))


def test_forms_of_types_are_those_of_json_schema() -> None:
    report: Any = schema_of(Written("hloscope", DocumentOf[Program]))
    forms = report["$defs"]
    assert report["properties"]["compilations"] == {"type": "array", "items": {"$ref": "#/$defs/Program"}}
    assert forms["Program"]["properties"]["id"] == {"type": ["integer", "null"]}
    assert forms["Program"]["properties"]["entry"] == {"anyOf": [{"$ref": "#/$defs/EntryForm"}, {"type": "null"}]}
    assert forms["Kernels"]["properties"]["judge"] == {"enum": ["thunks", "rule"]}
    assert forms["DisagreementForm"]["properties"]["rule"] == {
        "type": "object",
        "additionalProperties": {"type": "integer"},
    }
    assert forms["SiteForm"]["required"] == ["class", "name"]
    assert json.dumps(report)
