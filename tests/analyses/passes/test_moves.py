"""What passes that work on loops, branches and calls did, on modules as XLA prints them, shortened."""

import pytest

from hloscope.analyses.passes.timeline import Timeline
from tests.support.stepping import timeline

STATE = "(s32[], f32[8], f32[8])"
LESS = """
CONDITION {
  state.C = STATE parameter(0)
  i.C = s32[] get-tuple-element(state.C), index=0
  ten.C = s32[] constant(10)
  ROOT lt.C = pred[] compare(i.C, ten.C), direction=LT
}"""
ENTRY = """
ENTRY main {
  w = f32[8] parameter(0)
  x = f32[8] parameter(1)
  zero = s32[] constant(0)
  HOISTED
  init = STATE tuple(zero, x, w WIDE)
  while.1 = STATE while(init), condition=CONDITION, body=BODY
  ROOT result = f32[8] get-tuple-element(while.1), index=1
}"""


def module(body: str, *, name: str = "region", state: str = STATE, hoisted: str = "", wide: str = "") -> str:
    """A loop of ten turns whose state has an index, what turns change, and weights that they do not."""
    text = LESS.replace("CONDITION", f"{name}.c").replace(".C", f".{name}") + "\n" + body
    entry = ENTRY.replace("CONDITION", f"{name}.c").replace("BODY", name)
    return (text + entry.replace("HOISTED", hoisted).replace("WIDE", wide)).replace("STATE", state)


BODY = """
region {
  s = STATE parameter(0)
  i = s32[] get-tuple-element(s), index=0
  one = s32[] constant(1)
  next = s32[] add(i, one)
  c = f32[8] get-tuple-element(s), index=1
  v = f32[8] get-tuple-element(s), index=2
  sin = f32[8] sine(v)
  mul = f32[8] multiply(c, sin), metadata={op_name="mul"}
  tanh = f32[8] tanh(mul), metadata={op_name="tanh"}
  ROOT t = STATE tuple(next, tanh, v)
}"""
HOISTED = """
wide {
  s.1 = STATE parameter(0)
  i.1 = s32[] get-tuple-element(s.1), index=0
  one.1 = s32[] constant(1)
  next.1 = s32[] add(i.1, one.1)
  c.1 = f32[8] get-tuple-element(s.1), index=1
  v.1 = f32[8] get-tuple-element(s.1), index=2
  in.1 = f32[8] get-tuple-element(s.1), index=3
  mul.1 = f32[8] multiply(c.1, in.1), metadata={op_name="mul"}
  tanh.1 = f32[8] tanh(mul.1), metadata={op_name="tanh"}
  ROOT t.1 = STATE tuple(next.1, tanh.1, v.1, in.1)
}"""
NARROW = """
narrow {
  s.2 = STATE parameter(0)
  v.2 = f32[8] get-tuple-element(s.2), index=0
  i.2 = s32[] get-tuple-element(s.2), index=1
  one.2 = s32[] constant(1)
  next.2 = s32[] add(i.2, one.2)
  c.2 = f32[8] get-tuple-element(s.2), index=2
  mul.2 = f32[8] multiply(c.2, v.2)
  tanh.2 = f32[8] tanh(mul.2)
  ROOT t.2 = STATE tuple(v.2, next.2, tanh.2)
}"""
TWO_TURNS = """
region {
  s = STATE parameter(0)
  i = s32[] get-tuple-element(s), index=0
  one = s32[] constant(1)
  next = s32[] add(i, one)
  c = f32[8] get-tuple-element(s), index=1
  v = f32[8] get-tuple-element(s), index=2
  sin = f32[8] sine(v)
  mul = f32[8] multiply(c, sin), metadata={op_name="mul"}
  tanh = f32[8] tanh(mul), metadata={op_name="tanh"}
  next.clone = s32[] add(next, one)
  mul.clone = f32[8] multiply(tanh, sin), metadata={op_name="mul"}
  tanh.clone = f32[8] tanh(mul.clone), metadata={op_name="tanh"}
  ROOT t = STATE tuple(next.clone, tanh.clone, v)
}"""
WIDE = "(s32[], f32[8], f32[8], f32[8])"
ORIGINAL = module(BODY)
MOVED_OUT = module(HOISTED, name="wide", state=WIDE, hoisted="sin.1 = f32[8] sine(w)", wide=", sin.1")
PEELED = ORIGINAL.replace(
    "ROOT result = f32[8] get-tuple-element(while.1), index=1",
    """r = f32[8] get-tuple-element(while.1), index=1
  sin.p = f32[8] sine(w)
  mul.p = f32[8] multiply(r, sin.p), metadata={op_name="mul"}
  ROOT tanh.p = f32[8] tanh(mul.p), metadata={op_name="tanh"}""",
)
UNROLLED = """
ENTRY main {
  w = f32[8] parameter(0)
  x = f32[8] parameter(1)
  sin.1 = f32[8] sine(w)
  mul.1 = f32[8] multiply(x, sin.1), metadata={op_name="mul"}
  tanh.1 = f32[8] tanh(mul.1), metadata={op_name="tanh"}
  mul.2 = f32[8] multiply(tanh.1, sin.1), metadata={op_name="mul"}
  ROOT tanh.2 = f32[8] tanh(mul.2), metadata={op_name="tanh"}
}"""
ONE_TURN = """
ENTRY main {
  w = f32[8] parameter(0)
  x = f32[8] parameter(1)
  sin.1 = f32[8] sine(w)
  mul.1 = f32[8] multiply(x, sin.1), metadata={op_name="mul"}
  ROOT tanh.1 = f32[8] tanh(mul.1), metadata={op_name="tanh"}
}"""
CALLED = """
f { p = f32[8] parameter(0) ROOT n = f32[8] negate(p) }
ENTRY main { x = f32[8] parameter(0) e = f32[8] exponential(x) ROOT call = f32[8] call(e), to_apply=f }
"""
INLINED = "ENTRY main { x = f32[8] parameter(0) e = f32[8] exponential(x) ROOT n.1 = f32[8] negate(e) }"
BRANCHES = """
a { p = f32[8] parameter(0) ROOT n = f32[8] negate(p) }
b { q = f32[8] parameter(0) ROOT s = f32[8] sine(q) }
ENTRY main { o = pred[] parameter(0) x = f32[8] parameter(1)
  ROOT cond = f32[8] conditional(o, x, x), true_computation=a, false_computation=b }
"""
SELECTED = """
ENTRY main { o = pred[] parameter(0) x = f32[8] parameter(1) n.1 = f32[8] negate(x) s.1 = f32[8] sine(x)
  p = pred[8] broadcast(o), dimensions={} ROOT select = f32[8] select(p, n.1, s.1) }
"""
RUN_ALONGSIDE = """
async { p = f32[8] parameter(0) ROOT e.1 = f32[8] exponential(p) }
ENTRY main { x = f32[8] parameter(0)
  start = ((f32[8]), f32[8], s32[]) async-start(x), calls=async
  done = f32[8] async-done(start) ROOT n.1 = f32[8] negate(done) }
"""

Move = tuple[str, str, tuple[str, ...], str]
CASES: dict[str, tuple[str, str, list[Move]]] = {
    "hoisted": (ORIGINAL, MOVED_OUT, [("hoisted", "sin", ("sin.1",), "while.1")]),
    "sunk": (MOVED_OUT, ORIGINAL, [("sunk", "sin.1", ("sin",), "while.1")]),
    "turns side by side": (
        ORIGINAL,
        module(TWO_TURNS),
        [("unrolled", "mul", ("mul", "mul.clone"), "while.1"), ("unrolled", "tanh", ("tanh", "tanh.clone"), "while.1")],
    ),
    "a turn taken out": (
        ORIGINAL,
        PEELED,
        [("peeled", "mul", ("mul.p",), "while.1"), ("peeled", "tanh", ("tanh.p",), "while.1")],
    ),
    "all turns": (
        ORIGINAL,
        UNROLLED,
        [
            ("inlined", "sin", ("sin.1",), "while.1"),
            ("unrolled", "mul", ("mul.1", "mul.2"), "while.1"),
            ("unrolled", "tanh", ("tanh.1", "tanh.2"), "while.1"),
        ],
    ),
    "its one turn": (
        ORIGINAL,
        ONE_TURN,
        [("inlined", each, (f"{each}.1",), "while.1") for each in ("sin", "mul", "tanh")],
    ),
    "a call": (CALLED, INLINED, [("inlined", "n", ("n.1",), "call")]),
    "into a call": (INLINED, CALLED, [("outlined", "n.1", ("n",), "call")]),
    "branches": (BRANCHES, SELECTED, [("inlined", "n", ("n.1",), "cond"), ("inlined", "s", ("s.1",), "cond")]),
    "a collective, of which nothing is said any more": (
        module(BODY)
        .replace("ROOT t", "ar = f32[8] all-reduce(tanh), SAID\n ROOT t")
        .replace("(next, tanh", "(next, ar")
        .replace("SAID", 'channel_id=1, replica_groups={{0,2},{1,3}}, metadata={op_name="mean"}'),
        module(BODY)
        .replace("ROOT result", "r")
        .replace("1\n}", "1\n ROOT ar.1 = f32[8] all-reduce(r), SAID\n}")
        .replace("SAID", "channel_id=9, replica_groups={{0,2},{1,3}}"),
        [("hoisted", "ar", ("ar.1",), "while.1")],
    ),
    "run alongside": (INLINED, RUN_ALONGSIDE, [("outlined", "e", ("e.1",), "start")]),
}


def moves_of(old: str, new: str) -> list[Move]:
    (change,) = timeline(old, new).passes
    return [(c.kind, c.name, c.into, c.caller) for c in change.changes if c.caller]


@pytest.mark.parametrize(("old", "new", "moves"), CASES.values(), ids=CASES)
def test_move_is_told(old: str, new: str, moves: list[Move]) -> None:
    assert moves_of(old, new) == moves


def kinds(found: Timeline) -> list[tuple[str, str]]:
    (change,) = found.passes
    return [(c.kind, c.name) for c in change.changes if c.opcode != "while"]


def test_loop_that_is_made_anew_has_the_same_operations() -> None:
    found = timeline(ORIGINAL, MOVED_OUT)
    assert kinds(found) == [
        ("renamed", "lt.region"),
        ("renamed", "next"),
        ("hoisted", "sin"),
        ("renamed", "mul"),
        ("renamed", "tanh"),
    ]
    assert not any(change.is_inferred for change in found.passes[0].changes if change.opcode != "while")


def test_state_whose_elements_change_places_is_followed() -> None:
    state = "(f32[8], s32[], f32[8])"
    new = module(NARROW, name="narrow", state=state).replace("tuple(zero, x, w )", "tuple(sin.2, zero, x)")
    new = new.replace("index=0\n  ten.narrow", "index=1\n  ten.narrow").replace(
        "while.1), index=1", "while.1), index=2"
    )
    new = new.replace("init =", "sin.2 = f32[8] sine(w) init =")
    assert kinds(timeline(MOVED_OUT, new)) == [
        ("renamed", "sin.1"),
        ("renamed", "lt.wide"),
        ("renamed", "next.1"),
        ("renamed", "mul.1"),
        ("renamed", "tanh.1"),
    ]


def test_loop_of_another_name_is_told_by_what_it_is_made_of() -> None:
    found = timeline(ORIGINAL, MOVED_OUT.replace("while.1", "while.9"))
    assert [(c.kind, c.name, c.into) for c in found.passes[0].changes if c.opcode in ("tanh", "sine", "while")] == [
        ("hoisted", "sin", ("sin.1",)),
        ("renamed", "tanh", ("tanh.1",)),
        ("renamed", "while.1", ("while.9",)),
        ("rewritten", "while.1", ("shape",)),
    ]


def loops(number: int, letter: str) -> str:
    """Loops one after another, each with a body of its own."""
    bodies = [
        f"{letter}b{n} {{ {letter}p{n} = f32[{n + 1}] parameter(0) ROOT {letter}e{n} = f32[{n + 1}] negate({letter}p{n}) }}"
        f" {letter}c{n} {{ {letter}q{n} = f32[{n + 1}] parameter(0) ROOT {letter}y{n} = pred[] constant(true) }}"
        for n in range(number)
    ]
    runs = [
        f"x{n} = f32[{n + 1}] parameter({n}) "
        f"{letter}w{n} = f32[{n + 1}] while(x{n}), condition={letter}c{n}, body={letter}b{n}"
        for n in range(number)
    ]
    results = ", ".join(f"{letter}w{n}" for n in range(number))
    types = ", ".join(f"f32[{n + 1}]" for n in range(number))
    return "\n".join([*bodies, "ENTRY main {", *runs, f"ROOT t = ({types}) tuple({results}) }}"])


@pytest.mark.parametrize("number", [3, 120])  # 120 times 120 are more than are compared one by one
def test_loops_that_all_have_new_names_are_paired_by_make(number: int) -> None:
    (change,) = timeline(loops(number, "a"), loops(number, "b")).passes
    assert change.counts == {"renamed": 2 * number}
    assert all(c.into == (c.name.replace("a", "b"),) for c in change.changes)


SHIFTED = """
c {{ q = {state} parameter(0) ROOT yes = pred[] constant(true) }}
b {{
  s = {state} parameter(0)
  one = f32[8] get-tuple-element(s), index={first}
  two = f32[8] get-tuple-element(s), index={second}
  sine = f32[8] sine(one)
  cosine = f32[8] cosine(two)
  ROOT t = {state} tuple({result})
}}
ENTRY main {{
  x = f32[8] parameter(0)
  y = f32[8] parameter(1)
  init = {state} tuple({init})
  ROOT loop = {state} while(init), condition=c, body=b
}}"""


def test_elements_that_go_into_other_places_under_their_own_names_stay_what_they_are() -> None:
    old = SHIFTED.format(
        state="(f32[8], f32[8], f32[8])", first=1, second=2, result="sine, sine, cosine", init="x, x, y"
    )
    new = SHIFTED.format(state="(f32[8], f32[8])", first=0, second=1, result="sine, cosine", init="x, y")
    (change,) = timeline(old, new).passes
    assert [(c.kind, c.name, c.into) for c in change.changes] == [("rewritten", "loop", ("shape",))]
    (later,) = timeline(old, new, new.replace("two = ", "two.1 = ").replace("(two)", "(one)")).passes[1:]
    assert [(c.kind, c.name, c.into) for c in later.changes] == [("rewritten", "cosine", ("operands",))]


def test_loops_of_loops_are_followed_however_many_there_are() -> None:
    depth = 1200
    bodies = ["b0 { p0 = (s32[], f32[8]) parameter(0) ROOT c0 = (s32[], f32[8]) copy(p0) }"]
    bodies += ["c { q = (s32[], f32[8]) parameter(0) ROOT no = pred[] constant(false) }"]
    bodies += [
        f"b{n} {{ p{n} = (s32[], f32[8]) parameter(0) "
        f"ROOT w{n} = (s32[], f32[8]) while(p{n}), condition=c, body=b{n - 1} }}"
        for n in range(1, depth)
    ]
    text = "\n".join(bodies) + (
        f"\nENTRY m {{ x = (s32[], f32[8]) parameter(0) "
        f"ROOT w = (s32[], f32[8]) while(x), condition=c, body=b{depth - 1} }}"
    )
    (change,) = timeline(text, text.replace("c0", "c1")).passes
    assert [(each.kind, each.name) for each in change.changes] == [("renamed", "c0")]


RESULT = "ROOT result = f32[8] get-tuple-element(while.1), index=1"
READ = "result = f32[8] get-tuple-element(while.1), index=1\n  ROOT read = f32[8] negate(result)"


@pytest.mark.parametrize("index", [1, 2])
def test_what_reads_the_result_of_a_loop_made_anew_reads_the_same(index: int) -> None:
    """State of another size, under another name: the result that is read is the same element."""
    old = ORIGINAL.replace(RESULT, READ).replace("index=1\n  ROOT read", f"index={index}\n  ROOT read")
    new = MOVED_OUT.replace(RESULT, READ).replace("index=1\n  ROOT read", f"index={index}\n  ROOT read")
    found = timeline(old, new.replace("while.1", "while.9").replace("result", "result.9"))
    assert [(c.kind, c.name) for c in found.passes[0].changes if c.name in ("read", "while.1")] == [
        ("renamed", "while.1"),
        ("rewritten", "while.1"),
    ]


def test_what_reads_another_result_of_a_loop_made_anew_is_rewritten() -> None:
    old = ORIGINAL.replace(RESULT, READ)
    new = MOVED_OUT.replace(RESULT, READ).replace("index=1\n  ROOT read", "index=2\n  ROOT read")
    found = timeline(old, new.replace("while.1", "while.9").replace("result", "result.9"))
    assert ("rewritten", "read", ("operands",)) in [(c.kind, c.name, c.into) for c in found.passes[0].changes]


def test_elements_of_states_of_different_sizes_are_not_taken_for_each_other() -> None:
    state, less = "(f32[8], f32[8], f32[8])", "(f32[8], f32[8])"
    old = SHIFTED.format(state=state, first=1, second=2, result="sine, sine, cosine", init="x, x, y")
    new = SHIFTED.format(state=less, first=0, second=1, result="sine, cosine", init="x, y").replace("loop", "loop.1")
    ends = [f"{{}} = f32[8] get-tuple-element({{}}), index={n} ROOT {{}} = f32[8] exponential({{}})" for n in (1, 1)]
    old = old.replace("ROOT loop", "loop")[:-1] + ends[0].format("g", "loop", "e", "g") + "\n}"
    new = new.replace("ROOT loop", "loop")[:-1] + ends[1].format("h", "loop.1", "e", "h") + "\n}"
    last = new.replace("h = ", "k = ").replace("(h)", "(k)")
    first, *rest = timeline(old, new, last).passes
    assert ("rewritten", "e", ("operands",)) in [(c.kind, c.name, c.into) for c in first.changes]
    assert not rest


MADE_ANEW = """
f {{ p = f32[8] parameter(0) {made} = f32[8] {product}, metadata={{op_name="square"}}
  n = f32[8] negate({made}) ROOT s = f32[8] sine(n) }}
ENTRY main {{ x = f32[8] parameter(0) e = f32[8] exponential(x) ROOT call = f32[8] call(e), to_apply=f }}
"""


def test_call_is_inlined_whole_though_something_in_it_was_made_anew_before() -> None:
    before = MADE_ANEW.format(made="m", product="multiply(p, p)")
    anew = MADE_ANEW.format(made="m.1", product="multiply(p, two)").replace(
        "p = f32[8] parameter(0)", "p = f32[8] parameter(0) one = f32[] constant(2) two = f32[8] broadcast(one)"
    )
    inlined = """
ENTRY main { x = f32[8] parameter(0) e = f32[8] exponential(x)
  one.2 = f32[] constant(2) two.2 = f32[8] broadcast(one.2)
  m.2 = f32[8] multiply(e, two.2), metadata={op_name="square"}
  n.2 = f32[8] negate(m.2) ROOT s.2 = f32[8] sine(n.2) }
"""
    _, change = timeline(before, anew, inlined).passes
    assert change.counts == {"inlined": 4}
