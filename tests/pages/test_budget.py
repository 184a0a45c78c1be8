"""A page is as large as it may be: whole views go first, and the page says so."""

import json

from hloscope.pages.budget import PARTS, within
from hloscope.pages.page import page_and_folded
from hloscope.reports.page.document import PageDocument, page_document
from tests.support.dumped import TESTDATA
from tests.support.packed_documents import document_in

DUMPS = [TESTDATA / "jax-0.10.2-h100-passes" / "mlp_sgd_3", TESTDATA / "jax-0.10.2-h100" / "mlp"]


def size_of(document: PageDocument) -> int:
    return len(json.dumps(document))


def test_what_fits_is_whole() -> None:
    document = page_document(DUMPS)
    assert within(document, size_of(document), size_of) is document


def test_passes_go_first_and_it_is_said() -> None:
    document = page_document(DUMPS)
    found = within(document, size_of(document) - 100, size_of)
    assert size_of(found) < size_of(document)
    assert found["folded"] == ["Left out for the size of this page (--max-mb): the passes of jit_mlp_sgd_3."]
    assert found["programs"][0]["passes"] is None
    assert found["programs"][0]["launches"]
    assert document["programs"][0]["passes"]  # the document itself stays whole


def test_the_overview_is_left_to_the_last() -> None:
    found = within(page_document(DUMPS), 1, size_of)
    (program,) = found["programs"]
    assert program["kernels"]["after"]["compute_launches"] == 16
    assert all(program[key] is None for keys in PARTS.values() for key in keys)  # type: ignore[literal-required]
    assert found["folded"][-1] == "Left out for the size of this page (--max-mb): all programs after the first 1."


def test_a_page_keeps_to_its_budget() -> None:
    document = page_document(DUMPS)
    whole, said = page_and_folded(document)
    assert said == []
    text, said = page_and_folded(document, max_bytes=len(whole) - 4000)
    assert len(text) <= len(whole) - 4000
    assert document_in(text)["folded"] == said != []
