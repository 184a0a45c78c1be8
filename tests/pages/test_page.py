"""The page: one file that may load nothing, with the document in it, whatever the texts of a dump are."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hloscope.pages.page import page_html
from hloscope.reports.page.document import page_document
from tests.support.dumped import TESTDATA
from tests.support.hostile_dump import make_dump
from tests.support.packed_documents import document_in

MLP = TESTDATA / "jax-0.10.2-h100" / "mlp"


class _Parsed(HTMLParser):
    """The elements of a page, and the text in each."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._now = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._now = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the parser gives it)
        self._now = ""

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self._now, []).append(data)


@pytest.fixture(scope="module")
def page() -> str:
    return page_html(page_document([MLP]))


def test_page_holds_the_document(page: str) -> None:
    document = document_in(page)
    assert [program["name"] for program in document["programs"]] == ["jit_mlp"]
    assert document == json.loads(json.dumps(page_document([MLP])))


def test_policy_allows_the_script_and_the_style_alone(page: str) -> None:
    parsed = _Parsed(page)
    (policy,) = [a["content"] for _, a in parsed.elements if a.get("http-equiv") == "Content-Security-Policy"]
    hashes = {
        name: f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for name, text in (("script", parsed.texts["script"][-1]), ("style", "".join(parsed.texts["style"])))
    }
    assert policy == (
        f"default-src 'none'; script-src {hashes['script']}; style-src {hashes['style']}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_page_names_no_other_file(page: str) -> None:
    named = [value for _, a in _Parsed(page).elements for name, value in a.items() if name in ("src", "href", "action")]
    assert named == ["data:,"]


def test_same_document_gives_the_same_page(page: str) -> None:
    assert page_html(page_document([MLP])) == page


def test_hostile_names_change_nothing_but_text(tmp_path: Path) -> None:
    text = page_html(page_document([make_dump(tmp_path / "dump")]))
    usual = page_html(page_document([MLP]))
    assert [tag for tag, _ in _Parsed(text).elements] == [tag for tag, _ in _Parsed(usual).elements]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text)
    strings = json.dumps(document_in(text), ensure_ascii=False)
    assert not re.search("[\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", strings)
    assert "\\\\u202e" in strings  # told, as every face tells it
