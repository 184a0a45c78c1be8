"""Whatever a dump holds, each face shows it as text; the judges are those who read the faces."""

import json
import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hloscope.reports.layout import document_text
from hloscope.words.safe_text import (
    annotation,
    html_text,
    inert_lines,
    markdown,
    markdown_html,
    sarif_text,
    visible,
    visible_in,
    visible_lines,
    xml_text,
)
from tests.support.hostile import HOSTILE

TEXTS = st.text(st.characters(), max_size=30) | st.sampled_from([*HOSTILE.values()])
COMMANDS = re.compile(r"^\s*::|##\[|##vso\[|##teamcity\[", re.MULTILINE)


@pytest.mark.parametrize(
    "name",
    ["jit_f", "jit(step)/transpose(jvp(mlp))/dot_general", "__cublas$gemm", "été 層 🚀", "std::vector<int>", "a # b", r"C:\x", "", " "],
)  # fmt: skip
def test_names_show_as_they_are(name: str) -> None:
    assert visible(name) == visible_lines(name) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\n::error::b\r", r"a\n::error::b\r"),
        ("a\u202eb\u200bc", r"a\u202eb\u200bc"),
        ("a\udc80\x00", r"a\udc80\x00"),
        ("a\ufe0f\U000e0101", r"a\ufe0f\U000e0101"),
        ("##[error]a ##vso[b] ### c", r"#\x23[error]a #\x23vso[b] ### c"),
    ],
)
def test_what_is_not_seen_or_acts_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(TEXTS)
def test_a_name_is_one_printable_line(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable()
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert visible(shown) == shown
    assert not re.search("##(vso|teamcity)?\\[", shown)


@given(TEXTS, TEXTS)
def test_no_line_is_a_command(first: str, second: str) -> None:
    shown = visible_lines(f"{first}\n{second}")
    assert all(line.isprintable() for line in shown.split("\n"))
    assert not COMMANDS.search(shown)
    assert visible_lines(shown) == shown


def test_command_behind_colours_is_none() -> None:
    assert inert_lines("\x1b[1m  \x1b[0m::error::x\na::b") == "\x1b[1m  \x1b[0m\\::error::x\na::b"


class Pair(NamedTuple):
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Node:
    name: str
    others: tuple["Node", ...] = ()
    counts: frozenset[str] = frozenset()


def test_everything_in_a_document_is_made_visible() -> None:
    document = {"a\n": ["b\x1b", Pair("c\r", 1), {"d": None, "message": "two\nlines\x1b"}], "e": 1.5}
    assert visible_in(document) == {
        r"a\n": [r"b\x1b", Pair(r"c\r", 1), {"d": None, "message": "two\nlines\\x1b"}],
        "e": 1.5,
    }


def test_results_are_copied_and_what_is_shared_stays_shared() -> None:
    shared = Node("a\n")
    whole = Node("b", (shared, shared))
    found = visible_in(whole)
    assert (found.name, found.others[0].name) == ("b", r"a\n")
    assert found.others[0] is found.others[1]
    assert shared.name == "a\n"


@pytest.mark.parametrize("hostile", ["\x1b[2J", "a\nb", "\u202e", "\x7f", "##[error]", "\u3164", "\ud800", "\x9b"])
@pytest.mark.parametrize("depth", [0, 1, 3, 4, 7])
def test_one_odd_text_is_found_however_deep_it_is(hostile: str, depth: int) -> None:
    other = {"name": "a", "sites": [{"name": "b"}] * 5}

    def holding(held: object) -> object:
        for _ in range(depth):
            held = {"name": "a", "inside": [held, other]}
        return held

    shown = visible(hostile)
    assert visible_in(holding(hostile)) == holding(shown)
    assert visible_in(holding({hostile: 1})) == holding({shown: 1})
    assert visible_in(holding([Pair(hostile, 1)])) == holding([Pair(shown, 1)])
    assert visible_in(holding(Node("a", (Node(hostile),)))) == holding(Node("a", (Node(shown),)))


def test_what_is_safe_already_is_not_copied() -> None:
    document = {"a": [{"b": ("c", Node("d", (Node("e"),)))}]}
    assert visible_in(document) is document


class Reader(HTMLParser):
    """What a browser makes of a text: its tags, and what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.shown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} {attrs}" if attrs else tag)

    def handle_data(self, data: str) -> None:
        self.shown += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    for before, tags in (("", {"p"}), ("- ", {"ul", "li"}), ("### a ", {"h3"})):
        found = read(MARKDOWN.render(f"{before}{markdown(text)}\n"))
        assert {*found.tags} <= {*tags, "span"}, before
        assert found.shown.strip() == f"{before.lstrip('-# ')}{visible(text)}".strip()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_markdown_in_a_table_stays_in_its_cell(text: str) -> None:
    found = read(MARKDOWN.render(f"| A | B |\n|---|---|\n| {markdown(text)} | b |\n"))
    assert {*found.tags} == {"table", "thead", "tbody", "tr", "th", "td"} | ({"span"} if "$" in text else set())
    assert found.tags.count("td") == 2
    assert visible(text).strip() in found.shown


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_summary_shows_a_text_as_it_is(text: str) -> None:
    found = read(MARKDOWN.render(f"<details><summary>{markdown_html(text)}</summary>\n\na\n\n</details>\n"))
    assert found.tags == ["details", "summary", "p"]
    assert found.shown.strip().startswith(visible(text).strip())


@given(TEXTS)
def test_markdown_has_no_markup(text: str) -> None:
    found = read(MARKDOWN.render(f"a {markdown(text)}\n"))
    assert {*found.tags} <= {"p", "span"}
    assert " ".join(found.shown.split()) == " ".join(f"a {visible(text)}".split())


def test_markdown_links_and_mentions_nothing() -> None:
    shown = markdown(HOSTILE["mention"])
    assert not re.search(r"@\w|#\w|GH-\d|\w://|www\.", shown)
    assert not re.search(r"@\w|#\w|GH-\d|\w://|www\.", markdown_html(HOSTILE["mention"]))


@pytest.mark.parametrize("name", ["jit_f", "a_b_c", "x->y", "f32[8]{1,0}: 3 + 4"])
def test_markdown_of_plain_names_is_plain(name: str) -> None:
    assert markdown(name) == name.replace("[", r"\[").replace("]", r"\]")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_html_shows_a_text_as_it_is(text: str) -> None:
    found = read(f'<p title="{html_text(text)}">{html_text(text)}</p>')
    assert found.tags == [f"p {[('title', visible(text))]}"]
    assert found.shown == visible(text)


@given(TEXTS)
def test_xml_can_be_read_and_holds_the_text(text: str) -> None:
    element = ET.fromstring(f'<a b="{xml_text(text)}">{xml_text(text)}</a>')  # noqa: S314 (its own)
    assert element.text in (visible_lines(text), None)
    assert not [*element]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_annotation_is_one_command_with_these_properties(text: str) -> None:
    line = annotation("error", text, file=text, title="t")
    assert line.isprintable()
    properties, _, message = line.removeprefix("::error ").partition("::")
    pairs = dict(item.split("=", 1) for item in properties.split(","))
    decoded = re.sub("%([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), pairs["file"])
    assert (decoded, pairs["title"]) == (visible(text), "t")
    assert re.sub("%([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), message) == visible_lines(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_json_is_exact_and_commands_nothing(text: str) -> None:
    document = {"schema": 1, text: text, "compilations": [{"name": text}]}
    printed = document_text(document)
    assert json.loads(printed) == document
    assert all(" " <= letter <= "~" or letter == "\n" for letter in printed)
    assert not COMMANDS.search(printed)


def test_sarif_has_no_links() -> None:
    assert sarif_text("[a](http://x) \x1b \\") == r"\[a\](http://x) \\x1b \\"


def test_entities_stay_text() -> None:
    assert unescape(html_text("&lt;")) == "&lt;"
