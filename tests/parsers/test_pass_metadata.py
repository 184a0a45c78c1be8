"""The metadata of passes: names, times and files, or an error that says what is wrong."""

import pytest

from hloscope.errors import ParseError
from hloscope.parsers import PassRun, parse_pass_metadata
from tests.support.pass_texts import PRINTED


def test_runs_are_read_without_the_starts_of_pipelines() -> None:
    snapshot = "module_0001.jit_f.0001.simplification.after_algsimp.before_cse.txt"
    assert parse_pass_metadata(PRINTED) == (
        PassRun("simplification", "optimization", 103, True, (), is_pipeline=True),
        PassRun("algsimp", "simplification", 75, True, (snapshot,), is_pipeline=False),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "thunk_metadata { }",
        "pass_metadata {",
        'pass_metadata: "text" canonical_module_id: {',
    ],
)
def test_other_texts_are_errors(text: str) -> None:
    with pytest.raises(ParseError):
        parse_pass_metadata(text)


def test_error_says_what_was_expected() -> None:
    with pytest.raises(ParseError, match=r"m\.textproto:1:1: expected the metadata of passes, found 'thunk_metadata'"):
        parse_pass_metadata("thunk_metadata { }", filename="m.textproto")


@pytest.mark.parametrize("field", ["pass_name: 7", 'start_timestamp_usec: "now"', "dump_filenames: true"])
def test_fields_of_another_type_are_left_out(field: str) -> None:
    run = f"canonical_module_id: 1 pass_metadata {{ {field} end_timestamp_usec: 9 start_timestamp_usec: 4 }}"
    assert [found.microseconds for found in parse_pass_metadata(run)] == [5]
