"""Computations that read alike share a structure, and are looked at once."""

from pathlib import Path

import pytest

from hloscope.analyses.facts.operations import operations_of, results_of
from hloscope.analyses.facts.structures import Body, Structures
from hloscope.ir import HloComputation, HloInstruction
from hloscope.parsers import parse
from tests.support.dumped import AFTER, folder_of, module_at

PLAIN = "%p = f32[4]{0} parameter(0)\n %q = f32[4]{0} parameter(1)\n ROOT %r = f32[4]{0} subtract(%p, %q)"
NESTED = "%p = f32[4]{0} parameter(0)\n ROOT %r = f32[4]{0} fusion(%p), kind=kLoop, calls=%inner"
REGIONS = (
    "%p = f32[4]{0} parameter(0)\n %z = f32[] constant(0)\n ROOT %r = f32[] reduce(%p, %z), dimensions={0}, to_apply="
)


def bodies_of(*texts: str) -> list[Body]:
    computations = "".join(f"%body.{n} {{\n {text}\n}}\n" for n, text in enumerate(texts))
    module = parse(f"""\
HloModule m
%sum {{ %a = f32[] parameter(0)  %b = f32[] parameter(1)  ROOT %c = f32[] add(%a, %b) }}
%sum.clone {{ %a.1 = f32[] parameter(0)  %b.1 = f32[] parameter(1)  ROOT %c.1 = f32[] add(%a.1, %b.1) }}
%most {{ %a.2 = f32[] parameter(0)  %b.2 = f32[] parameter(1)  ROOT %c.2 = f32[] maximum(%a.2, %b.2) }}
%inner {{ %i = f32[4]{{0}} parameter(0)  ROOT %n = f32[4]{{0}} negate(%i) }}
{computations}
""")
    structures = Structures()
    return [structures.of(module.computations[f"body.{n}"]) for n in range(len(texts))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(PLAIN, PLAIN.replace("%p", "%x"), id="names"),
        pytest.param(PLAIN, f'{PLAIN}, metadata={{op_name="a" source_line=3}}', id="metadata"),
        pytest.param(PLAIN, f'{PLAIN}, metadata={{op_name="{{a}}"}}', id="braces in metadata"),
        pytest.param(
            f"{PLAIN}, x={{1}}",
            f'{PLAIN}, x={{1}}, metadata={{op_name="a"}}, backend_config={{"sizes":["16"]}}',
            id="metadata in the midst",
        ),
        pytest.param(f"{REGIONS}%sum", f"{REGIONS}%sum.clone", id="names of regions"),
    ],
)
def test_bodies_that_read_alike_share_a_structure(first: str, second: str) -> None:
    one, other = bodies_of(first, second)
    assert one.structure is other.structure


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(PLAIN, PLAIN.replace("subtract(%p, %q)", "subtract(%q, %p)"), id="wiring"),
        pytest.param(PLAIN, PLAIN.replace("subtract(%p, %q)", "subtract(%p)"), id="number of operands"),
        pytest.param(PLAIN, PLAIN.replace("parameter(1)", "parameter(2)"), id="number of a parameter"),
        pytest.param(PLAIN, PLAIN.replace("ROOT ", "").replace("%q =", "ROOT %q ="), id="root"),
        pytest.param(PLAIN, f'{PLAIN}, metadata={{op_name="a"}}, x={{1}}', id="attribute behind metadata"),
        pytest.param(PLAIN, f'{PLAIN}, metadata={{op_name="a"}} , x={{1}}', id="attribute behind metadata and a space"),
        pytest.param(PLAIN, f"{PLAIN}, x=', metadata={{a}}'", id="metadata in a string"),
        pytest.param(f"{REGIONS}%sum", f"{REGIONS}%most", id="regions"),
        pytest.param(f"{REGIONS}%sum", f"{REGIONS}%sum".replace("constant(0)", "constant(1)"), id="constants"),
        pytest.param(
            f"{REGIONS}%sum".replace("constant(0)", "constant({...})"),
            f"{REGIONS}%sum".replace("constant(0)", "constant({...})"),
            id="constants that the text leaves out",
        ),
    ],
)
def test_bodies_that_differ_have_structures_of_their_own(first: str, second: str) -> None:
    one, other = bodies_of(first, second)
    assert one.structure is not other.structure


def test_what_was_found_in_one_body_is_found_at_its_places_in_the_next() -> None:
    looked: list[HloComputation] = []

    def roots(body: HloComputation) -> tuple[HloInstruction, ...]:
        looked.append(body)
        return (body.root,)

    bodies = bodies_of(PLAIN, PLAIN, PLAIN.replace("subtract", "add"))
    assert [body.find(roots) for body in bodies] == [(body.computation.root,) for body in bodies]
    assert looked == [bodies[0].computation, bodies[2].computation]


def test_what_is_found_in_a_callee_is_looked_for_each_time() -> None:
    one, other = bodies_of(NESTED, NESTED)
    assert one.structure is other.structure
    looked: list[HloComputation] = []

    def operations(body: HloComputation) -> tuple[HloInstruction, ...]:
        looked.append(body)
        return tuple(operations_of(body))

    assert [[operation.name for operation in body.find(operations)] for body in (one, other)] == [["n"], ["n"]]
    assert looked == [one.computation, other.computation]


@pytest.mark.parametrize("path", AFTER, ids=lambda path: f"{folder_of(path)}/{path.name}")
def test_operations_and_results_are_those_of_each_body(path: Path) -> None:
    structures = Structures()
    for computation in module_at(path).computations.values():
        body = structures.of(computation)
        assert body.find(operations_of) == operations_of(computation)
        assert body.find(results_of) == results_of(computation)
