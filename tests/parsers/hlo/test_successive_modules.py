"""Successive modules: the same as parsed one by one, but for the computations that they share."""

from pathlib import Path
from random import Random

import pytest

from hloscope.errors import ParseError
from hloscope.ir import HloModule
from hloscope.parsers import SuccessiveParser, parse
from tests.support.dumped import TESTDATA, folder_of
from tests.support.mutations import edited, random_edits, time_limit

HEAD = "HloModule m\n\n"
SUM = "%sum (a: f32[], b: f32[]) -> f32[] {\n  %a = f32[] parameter(0)\n  %b = f32[] parameter(1)\n  ROOT %c = f32[] add(%a, %b)\n}"
CALLER = "%caller (p: f32[]) -> f32[] {\n  %p = f32[] parameter(0)\n  ROOT %q = f32[] call(%p, %p), to_apply=%sum\n}"
ENTRY = "ENTRY %main (x: f32[]) -> f32[] {\n  %x = f32[] parameter(0)\n  ROOT %y = f32[] call(%x), to_apply=%caller\n}"
OTHER_ENTRY = ENTRY.replace("ROOT %y", "%n = f32[] negate(%x)\n  ROOT %y").replace("call(%x)", "call(%n)")
OPEN = '%open () -> f32[] {\n  ROOT %o = f32[] constant(1), metadata={op_name="'
CLOSE = '%fake () -> f32[] {"}\n}'
FOLDERS = sorted({path.parent for path in TESTDATA.glob("*-passes/*/*.txt")})


def text_of(*computations: str, head: str = HEAD) -> str:
    return head + "\n\n".join(computations) + "\n\n"


def parsed(*texts: str) -> list[HloModule]:
    parser = SuccessiveParser()
    return [parser.parse(text) for text in texts]


def shared_by(first: str, second: str) -> list[str]:
    """The names of the computations that two successive modules have in common; each is as it is parsed alone."""
    modules = parsed(first, second)
    assert [*map(str, modules)] == [str(parse(text)) for text in (first, second)]
    for module in modules:
        assert all(module.computations[c.name] is c for i in module.instructions() for c in i.called_computations)
    return [name for name, c in modules[1].computations.items() if modules[0].computations.get(name) is c]


def test_what_is_written_alike_is_shared() -> None:
    assert shared_by(text_of(SUM, CALLER, ENTRY), text_of(SUM, CALLER, OTHER_ENTRY)) == ["sum", "caller"]


def test_caller_of_what_changed_is_not_shared() -> None:
    maximum = SUM.replace("add", "maximum")
    assert shared_by(text_of(SUM, CALLER, ENTRY), text_of(maximum, CALLER, OTHER_ENTRY)) == []


def test_other_header_hinders_nothing() -> None:
    scheduled = text_of(SUM, CALLER, ENTRY, head="HloModule m, is_scheduled=true\n\n")
    assert shared_by(text_of(SUM, CALLER, ENTRY), scheduled) == ["sum", "caller", "main"]
    assert parsed(text_of(SUM, CALLER, ENTRY), scheduled)[1].is_scheduled


def test_other_table_of_stack_frames_shares_nothing() -> None:
    first, second = (
        text_of(SUM, CALLER, ENTRY, head=f'HloModule m\n\nFileNames\n1 "{name}.py"\n\n\n') for name in "ab"
    )
    assert shared_by(first, first) == ["sum", "caller", "main"]
    assert shared_by(first, second) == []


@pytest.mark.parametrize(
    "text",
    [
        text_of(SUM, CALLER, ENTRY).replace("%", ""),
        text_of(SUM, CALLER, ENTRY).replace("\n", "\r\n"),
        text_of(SUM, f"{CALLER}\n{ENTRY}"),
        text_of(f"{SUM}\n{CALLER}", ENTRY.replace("  ROOT", "\n  ROOT")),
        text_of(SUM, CALLER.replace("to_apply=%sum", "to_apply={a = f32[] parameter(0) ROOT b = f32[] negate(a)}"), ENTRY),
        text_of(SUM, CALLER, ENTRY.removeprefix("ENTRY ")),
        text_of(SUM, CALLER.replace("to_apply=%sum", 'to_apply=%sum, metadata={op_name="\n\n%d"}'), ENTRY),
        text_of(SUM, CALLER.replace("to_apply=%sum", 'to_apply=%sum, metadata={op_name="\r\n"}'), ENTRY),
        text_of(OPEN, SUM, CLOSE, CALLER.replace("%sum", "%open"), ENTRY),
    ],
    ids="no-percent crlf one-newline odd-blank-lines nested no-entry blank-line newline computation-in-string".split(),
)  # fmt: skip
def test_text_of_another_form_is_parsed_whole(text: str) -> None:
    assert shared_by(text_of(SUM, CALLER, ENTRY), text) == []
    assert shared_by(text, text_of(SUM, CALLER, ENTRY)) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        text_of(SUM, ENTRY),
        text_of(SUM, SUM, CALLER, ENTRY),
        text_of(SUM, CALLER, ENTRY, ENTRY.replace("main", "other")),
        text_of(SUM, CALLER, ENTRY.replace("%x)", "%z)")),
        text_of(SUM, CALLER, ENTRY) + "rest",
        text_of(SUM, CALLER, ENTRY).rstrip("}\n"),
    ],
    ids="empty undefined-callee twice two-entries undefined-operand garbage cut".split(),
)  # fmt: skip
def test_broken_text_is_the_error_of_the_whole_text(text: str) -> None:
    parser = SuccessiveParser()
    parser.parse(text_of(SUM, CALLER, ENTRY))
    with pytest.raises(ParseError) as alone:
        parse(text, filename="f.txt")
    with pytest.raises(ParseError) as found:
        parser.parse(text, filename="f.txt")
    assert str(found.value) == str(alone.value)
    assert str(parser.parse(text_of(SUM, CALLER, ENTRY))) == str(parse(text_of(SUM, CALLER, ENTRY)))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder_of(folder / "file"))
def test_snapshots_are_as_if_parsed_alone(folder: Path) -> None:
    parser = SuccessiveParser()
    for path in sorted(folder.glob("*.before_*.txt")):
        text = path.read_text("utf-8")
        assert str(parser.parse(text)) == str(parse(text))


def outcome(parse_text: object, text: str) -> str:
    """The module as text, or the whole message."""
    assert callable(parse_text)
    try:
        with time_limit():
            return str(parse_text(text))
    except ParseError as error:
        return f"error: {error}"


def test_mutated_text_gives_what_it_gives_alone() -> None:
    random = Random(5)  # noqa: S311 (the same inputs on each run)
    (path,) = (TESTDATA / "jax-0.10.2-cpu-passes" / "softmax").glob("*.after_fusion.*")
    text = path.read_text("utf-8")
    for _ in range(150):
        parser = SuccessiveParser()
        parser.parse(text)
        mutated = edited(text, random_edits(random))
        assert outcome(parser.parse, mutated) == outcome(parse, mutated)
