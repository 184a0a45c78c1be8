"""What goes through memory from launch to launch."""

from hloscope.analyses.why.edges import MemoryEdge, memory_edges
from hloscope.parsers import parse

X = "x = f32[8]{0} parameter(0) y = f32[8]{0} parameter(1)"


def edges(text: str, *launches: str) -> list[MemoryEdge]:
    module = text if "ENTRY" in text else f"ENTRY main {{ {text} }}"
    return list(memory_edges(parse(f"HloModule m, is_scheduled=true\n{module}"), launches))


def pairs(text: str, *launches: str) -> list[tuple[str, str]]:
    return [(edge.producer.name, edge.consumer.name) for edge in edges(text, *launches)]


def test_launch_that_reads_another_is_an_edge() -> None:
    (edge,) = edges(f"{X} a = f32[8]{{0}} add(x, y) ROOT n = f32[8]{{0}} negate(a)", "a", "n")
    assert (edge.producer.name, edge.consumer.name, edge.value.name, edge.bytes) == ("a", "n", "a", 32)
    assert (edge.operand, edge.readers, edge.is_result) == (0, 1, False)


def test_value_read_twice_by_one_launch_is_one_edge() -> None:
    assert pairs(f"{X} a = f32[8]{{0}} add(x, y) ROOT m = f32[8]{{0}} multiply(a, a)", "a", "m") == [("a", "m")]


def test_bitcasts_tuples_and_elements_are_seen_through() -> None:
    text = f"""{X} a = f32[8]{{0}} add(x, y) b = f32[2,4]{{1,0}} bitcast(a) t = (f32[2,4]{{1,0}}, f32[8]{{0}}) tuple(b, y)
        e = f32[2,4]{{1,0}} get-tuple-element(t), index=0 ROOT n = f32[2,4]{{1,0}} negate(e)"""
    assert pairs(text, "a", "n") == [("a", "n")]


def test_end_of_an_asynchronous_operation_is_seen_through() -> None:
    text = """x = f32[8]{0} parameter(0) s = (f32[8]{0}, f32[8]{0}) copy-start(x) d = f32[8]{0} copy-done(s)
        ROOT n = f32[8]{0} negate(d)"""
    assert pairs(text, "s", "n") == [("s", "n")]


def test_elements_of_one_fusion_are_edges_of_their_own_size() -> None:
    text = """f { p = f32[8]{0} parameter(0) c = f64[8]{0} convert(p) ROOT t = (f32[8]{0}, f64[8]{0}) tuple(p, c) }
        ENTRY main { x = f32[8]{0} parameter(0) g = (f32[8]{0}, f64[8]{0}) fusion(x), kind=kLoop, calls=f
        a = f32[8]{0} get-tuple-element(g), index=0 b = f64[8]{0} get-tuple-element(g), index=1
        n = f32[8]{0} negate(a) m = f64[8]{0} negate(b) ROOT r = (f32[8]{0}, f64[8]{0}) tuple(n, m) }"""
    assert [(e.consumer.name, e.bytes, e.readers) for e in edges(text, "g", "n", "m")] == [("n", 32, 2), ("m", 64, 2)]


def test_result_is_marked() -> None:
    text = f"""{X} a = f32[8]{{0}} add(x, y) n = f32[8]{{0}} negate(a)
        ROOT t = (f32[8]{{0}}, f32[8]{{0}}) tuple(a, n)"""
    assert [edge.is_result for edge in edges(text, "a", "n")] == [True]


def test_arguments_and_constants_are_no_producers() -> None:
    assert pairs(f"{X} c = f32[8]{{0}} constant({{...}}) ROOT a = f32[8]{{0}} add(x, c)", "a") == []


def test_loop_reads_what_it_begins_with() -> None:
    text = """condition { c = (s32[]) parameter(0) ROOT l = pred[] constant(true) }
        body { s = (s32[]) parameter(0) j = s32[] get-tuple-element(s), index=0 q = s32[] negate(j) ROOT t = (s32[]) tuple(q) }
        ENTRY main { z = s32[] parameter(0) n = s32[] negate(z) i = (s32[]) tuple(n)
        ROOT r = (s32[]) while(i), condition=condition, body=body }"""
    assert pairs(text, "n", "q") == [("n", "r")]


def test_element_that_a_tuple_does_not_have_is_no_edge() -> None:
    text = f"""{X} a = f32[8]{{0}} add(x, y) t = (f32[8]{{0}}) tuple(a)
        e = f32[8]{{0}} get-tuple-element(t), index=4 ROOT n = f32[8]{{0}} negate(e)"""
    assert pairs(text, "a", "n") == []


def test_tuples_of_tuples_end() -> None:
    tuples = "".join(f"t{n} = ((f32[8]{{0}})) tuple(t{n - 1}, t{n - 1})\n" for n in range(1, 200))
    text = f"{X} a = f32[8]{{0}} add(x, y) t0 = (f32[8]{{0}}) tuple(a) {tuples} ROOT n = f32[8]{{0}} negate(t199)"
    assert pairs(text, "a", "n") == []
