"""Which loops are understood, each form in a short module: the right count was worked out by hand."""

import pytest

from hloscope.analyses.loops.trip_counts import TripCount, TripCounts
from hloscope.ir import HloInstruction, HloModule
from hloscope.parsers import parse
from tests.support.growth import work_of

# A loop of 12 turns, with a part of its state that it works on.
STATE = "(s32[], f32[8])"
BODY = f"""
body {{
  p = {STATE} parameter(0)
  i = s32[] get-tuple-element(p), index=0
  one = s32[] constant(1)
  j = s32[] add(i, one)
  x = f32[8] get-tuple-element(p), index=1
  y = f32[8] tanh(x)
  ROOT t = {STATE} tuple(j, y)
}}
"""
CONDITION = f"""
condition {{
  p = {STATE} parameter(0)
  i = s32[] get-tuple-element(p), index=0
  n = s32[] constant(12)
  ROOT c = pred[] compare(i, n), direction=LT
}}
"""
ENTRY = f"""
ENTRY main {{
  x = f32[8] parameter(0)
  zero = s32[] constant(0)
  t = {STATE} tuple(zero, x)
  ROOT w = {STATE} while(t), condition=condition, body=body
}}
"""
HELPERS = """
advance { a = s32[] parameter(0) one = s32[] constant(1) ROOT r = s32[] add(one, a) }
is_below { a = s32[] parameter(0) b = s32[] parameter(1) ROOT r = pred[] compare(b, a), direction=GT }
is_below_tuple { a = (s32[], f32[8]) parameter(0) i = s32[] get-tuple-element(a), index=0 n = s32[] constant(12)
  c = pred[] compare(i, n), direction=LT ROOT t = (pred[]) tuple(c) }
both { a = s32[] parameter(0) x = f32[8] parameter(1) one = s32[] constant(1) b = s32[] add(a, one) y = f32[8] tanh(x)
  ROOT t = (f32[8], s32[]) tuple(y, b) }
"""
BRANCHES = """
up { a = s32[] parameter(0) one = s32[] constant(1) ROOT r = s32[] add(a, one) }
stay { a = s32[] parameter(0) ROOT r = s32[] copy(a) }
"""


def loops_of(module: HloModule) -> list[HloInstruction]:
    return [instruction for instruction in module.instructions() if instruction.opcode == "while"]


def counts(text: str) -> list[int | None]:
    module = parse(text)
    trip_counts = TripCounts(module)
    found = [trip_counts.find(loop) for loop in loops_of(module)]
    return [each and each.times for each in found]


def counted(body: str = BODY, condition: str = CONDITION, entry: str = ENTRY, helpers: str = "") -> int | None:
    [found] = counts(helpers + body + condition + entry)
    return found


def with_advance(*lines: str) -> str:
    return BODY.replace("j = s32[] add(i, one)", "\n".join(lines))


def with_test(*lines: str) -> str:
    return CONDITION.replace("ROOT c = pred[] compare(i, n), direction=LT", "\n".join(lines))


def with_start(*lines: str) -> str:
    return ENTRY.replace("zero = s32[] constant(0)", "\n".join(lines))


def test_a_counter_is_found_in_a_tuple() -> None:
    assert counted() == 12


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({"body": with_advance("j = s32[] subtract(one, i)")}, None, id="which flips between 1 and 0"),
        pytest.param({"body": with_advance("two = s32[] constant(-2)", "j = s32[] subtract(i, two)")}, 6, id="steps"),
        pytest.param(
            {
                "body": with_advance("j = s32[] subtract(i, one)"),
                "condition": with_test("z = s32[] constant(3)", "ROOT c = pred[] compare(z, i), direction=LE"),
                "entry": with_start("zero = s32[] constant(9)"),
            },
            7,
            id="down from 9 to 3",
        ),
        pytest.param(
            {"helpers": HELPERS, "body": with_advance("j = s32[] call(i), to_apply=advance")}, 12, id="in a call"
        ),
        pytest.param(
            {"helpers": HELPERS, "body": with_advance("j = s32[] fusion(i), kind=kLoop, calls=advance")},
            12,
            id="in a fusion",
        ),
        pytest.param(
            {
                "helpers": HELPERS,
                "body": with_advance(
                    "x.1 = f32[8] get-tuple-element(p), index=1",
                    "f = (f32[8], s32[]) fusion(i, x.1), kind=kLoop, calls=both",
                    "j = s32[] get-tuple-element(f), index=1",
                ),
            },
            12,
            id="in a fusion of two results",
        ),
        pytest.param(
            {"helpers": HELPERS, "condition": with_test("ROOT c = pred[] fusion(i, n), kind=kLoop, calls=is_below")},
            12,
            id="the test in a fusion",
        ),
        pytest.param(
            {
                "helpers": HELPERS,
                "condition": with_test(
                    "k = (pred[]) call(p), to_apply=is_below_tuple",
                    "ROOT c = pred[] get-tuple-element(k), index=0",
                ),
            },
            12,
            id="the test in a call that returns a tuple",
        ),
        pytest.param(
            {
                "body": with_advance(
                    "k = s32[1] reshape(i)",
                    "m = s32[1] constant({1})",
                    "l = s32[1] add(k, m)",
                    "b = s32[] bitcast(l)",
                    "j = s32[] copy(b)",
                )
            },
            12,
            id="through a reshape, a bitcast and a copy",
        ),
        pytest.param(
            {
                "body": with_advance(
                    's = s32[] custom-call(i), custom_call_target="Sharding", sharding={replicated}',
                    "o = s32[] opt-barrier(s)",
                    "j = s32[] add(o, one)",
                )
            },
            12,
            id="through a sharding and a barrier",
        ),
        pytest.param(
            {
                "body": with_advance(
                    "k = (s32[], s32[], u32[]) copy-start(i)", "l = s32[] copy-done(k)", "j = s32[] add(l, one)"
                )
            },
            12,
            id="through an asynchronous copy",
        ),
        pytest.param(
            {
                "condition": with_test(
                    "k = s64[] convert(i)", "m = s64[] constant(5)", "ROOT c = pred[] compare(k, m), direction=LE"
                )
            },
            6,
            id="the test in another type",
        ),
        pytest.param(
            {
                "condition": with_test(
                    "k = u32[] convert(i)", "m = u32[] constant(5)", "ROOT c = pred[] compare(k, m), direction=LT"
                ),
                "entry": with_start("zero = s32[] constant(-1)"),
            },
            0,
            id="a negative number is a large one without its sign",
        ),
        pytest.param({"entry": with_start("zero = s32[] constant(12)")}, 0, id="none"),
        pytest.param(
            {
                "entry": with_start(
                    "four = s32[] constant(4)", "five = s32[] constant(5)", "zero = s32[] add(four, five)"
                )
            },
            3,
            id="from a sum of constants",
        ),
        pytest.param(
            {
                "condition": with_test(
                    "a = pred[] compare(i, n), direction=LT",
                    "m = s32[] constant(7)",
                    "b = pred[] compare(i, m), direction=NE",
                    "ROOT c = pred[] and(a, b)",
                )
            },
            7,
            id="two tests",
        ),
        pytest.param(
            {"condition": with_test("a = pred[] compare(i, n), direction=GE", "ROOT c = pred[] not(a)")},
            12,
            id="a test that is negated",
        ),
        pytest.param({"body": with_advance("k = s32[] add(i, one)", "j = s32[] multiply(k, k)")}, 3, id="0, 1, 4, 25"),
        pytest.param(
            {
                "helpers": BRANCHES,
                "body": with_advance(
                    "six = s32[] constant(6)",
                    "b = pred[] compare(i, six), direction=LT",
                    "k = s32[] conditional(b, i, i), false_computation=stay, true_computation=up",
                    "j = s32[] add(k, one)",
                ),
            },
            9,
            id="a conditional: 0, 2, 4, 6, 7 to 12",
        ),
        pytest.param(
            {
                "helpers": BRANCHES,
                "body": with_advance(
                    "two = s32[] constant(2)",
                    "b = s32[] remainder(i, two)",
                    "k = s32[] conditional(b, i, i, i), branch_computations={up, stay, stay}",
                    "j = s32[] add(k, one)",
                ),
            },
            6,
            id="a conditional by number",
        ),
    ],
)
def test_counters_are_followed(changed: dict[str, str], expected: int | None) -> None:
    assert counted(**changed) == expected


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"entry": with_start("zero = s32[] parameter(1)")}, id="from an argument"),
        pytest.param(
            {
                "body": with_advance(
                    "x.1 = f32[8] get-tuple-element(p), index=1",
                    "s = f32[1] slice(x.1), slice={[0:1]}",
                    "r = f32[] reshape(s)",
                    "k = s32[] convert(r)",
                    "j = s32[] add(i, k)",
                )
            },
            id="a step from data",
        ),
        pytest.param(
            {
                "condition": with_test(
                    "x = f32[8] get-tuple-element(p), index=1",
                    "s = f32[1] slice(x), slice={[0:1]}",
                    "r = f32[] reshape(s)",
                    "z = f32[] constant(0)",
                    "d = pred[] compare(r, z), direction=LT",
                    "b = pred[] compare(i, n), direction=LT",
                    "ROOT c = pred[] and(b, d)",
                )
            },
            id="a second test on data",
        ),
        pytest.param(
            {
                "body": with_advance(
                    "x.1 = f32[8] get-tuple-element(p), index=1",
                    "s = f32[1] slice(x.1), slice={[0:1]}",
                    "r = f32[] reshape(s)",
                    "z = f32[] constant(0)",
                    "d = pred[] compare(r, z), direction=LT",
                    "k = s32[] add(i, one)",
                    "j = s32[] select(d, k, i)",
                )
            },
            id="a counter that data may stop",
        ),
        pytest.param({"condition": with_test("ROOT c = pred[] constant(true)")}, id="without end"),
        pytest.param({"body": with_advance("j = s32[] copy(i)")}, id="a counter that stands still"),
        pytest.param(
            {"body": with_advance('j = s32[] custom-call(i), custom_call_target="step"')}, id="whatever a call does"
        ),
        pytest.param(
            {"condition": with_test("ROOT c = pred[] compare(i, n), direction=LT, type=UNSIGNED")},
            id="a comparison that is not of its type",
        ),
        pytest.param(
            {"condition": with_test("m = f32[] constant(3)", "ROOT c = pred[] compare(m, m), direction=NE")},
            id="floats",
        ),
    ],
)
def test_what_data_decides_is_not_known(changed: dict[str, str]) -> None:
    assert counted(**changed) is None


INNER = """
inner.body {
  p = (s32[], s32[], s32[]) parameter(0)
  i = s32[] get-tuple-element(p), index=0
  step = s32[] get-tuple-element(p), index=1
  n = s32[] get-tuple-element(p), index=2
  j = s32[] add(i, step)
  ROOT t = (s32[], s32[], s32[]) tuple(j, step, n)
}
inner.condition {
  p = (s32[], s32[], s32[]) parameter(0)
  i = s32[] get-tuple-element(p), index=0
  n = s32[] get-tuple-element(p), index=2
  ROOT c = pred[] compare(i, n), direction=LT
}
outer.body {
  p = (s32[], s32[], s32[], s32[]) parameter(0)
  i = s32[] get-tuple-element(p), index=0
  zero = s32[] constant(0)
  step = s32[] get-tuple-element(p), index=STEP
  n = s32[] get-tuple-element(p), index=2
  m = s32[] get-tuple-element(p), index=3
  t = (s32[], s32[], s32[]) tuple(zero, step, m)
  w = (s32[], s32[], s32[]) while(t), condition=inner.condition, body=inner.body
  kept = s32[] get-tuple-element(w), index=2
  one = s32[] constant(1)
  j = s32[] add(i, one)
  s = s32[] get-tuple-element(p), index=1
  ROOT r = (s32[], s32[], s32[], s32[]) tuple(j, s, n, kept)
}
outer.condition {
  p = (s32[], s32[], s32[], s32[]) parameter(0)
  i = s32[] get-tuple-element(p), index=0
  n = s32[] get-tuple-element(p), index=2
  ROOT c = pred[] compare(i, n), direction=NE
}
ENTRY main {
  zero = s32[] constant(0)
  three = s32[] constant(3)
  five = s32[] constant(5)
  ten = s32[] constant(10)
  t = (s32[], s32[], s32[], s32[]) tuple(zero, three, five, ten)
  ROOT w = (s32[], s32[], s32[], s32[]) while(t), condition=outer.condition, body=outer.body
}
"""


def test_bounds_and_steps_pass_through_loops_that_leave_them_as_they_are() -> None:
    assert counts(INNER.replace("STEP", "1")) == [4, 5]  # 0, 3, 6, 9


def test_what_the_outer_loop_changes_is_no_constant_of_the_inner_one() -> None:
    assert counts(INNER.replace("STEP", "0")) == [None, 5]


CALLED = """
body { i = s32[] parameter(0) one = s32[] constant(1) ROOT j = s32[] add(i, one) }
condition { i = s32[] parameter(0) n = s32[] constant(9) ROOT c = pred[] compare(i, n), direction=LT }
callee { start = s32[] parameter(0) ROOT w = s32[] while(start), condition=condition, body=body }
ENTRY main {
  a = s32[] constant(FIRST)
  b = s32[] constant(SECOND)
  x = s32[] call(a), to_apply=callee
  y = s32[] call(b), to_apply=callee
  ROOT r = s32[] add(x, y)
}
"""


@pytest.mark.parametrize(("first", "second", "expected"), [("2", "2", 7), ("2", "3", None)])
def test_all_callers_must_agree(first: str, second: str, expected: int | None) -> None:
    assert counts(CALLED.replace("FIRST", first).replace("SECOND", second)) == [expected]


def test_what_xla_says_is_not_inferred() -> None:
    entry = ENTRY.replace("body=body", 'body=body, backend_config={"known_trip_count":{"n":"5"}}')
    module = parse(BODY + CONDITION + entry)
    found = TripCounts(module).find(module.entry.root)
    assert found == TripCount(5)
    assert TripCount(5).tests == 0  # XLA does not test a condition whose outcome it knows
    module = parse(BODY + CONDITION + ENTRY)
    found = TripCounts(module).find(module.entry.root)
    assert found == TripCount(12, is_inferred=True)
    assert TripCount(12, is_inferred=True).tests == 13


def test_a_loop_may_name_its_body_first() -> None:
    assert counted(entry=ENTRY.replace("condition=condition, body=body", "body=body, condition=condition")) == 12


def called_by(depth: int, *lines: str) -> str:
    """Computations of which each does the lines with the one before, `level0` adds one."""
    first = "level0 { p = s32[] parameter(0) one = s32[] constant(1) ROOT r = s32[] add(p, one) }\n"
    others = [
        f"level{n} {{ p = s32[] parameter(0) {' '.join(lines)} }}\n".replace("LEVEL", f"level{n - 1}")
        for n in range(1, depth)
    ]
    return first + "".join(others)


def test_a_long_chain_needs_no_stack() -> None:
    chain = [f"j{n + 1} = s32[] add(j{n}, one)" for n in range(30_000)]
    body = with_advance("j0 = s32[] copy(i)", *chain, "j = s32[] copy(j30000)")
    assert counted(body=body) == 1


def test_a_chain_of_calls_needs_no_stack() -> None:
    calls = called_by(5_000, "ROOT r = s32[] call(p), to_apply=LEVEL")
    assert counted(helpers=calls, body=with_advance("j = s32[] call(i), to_apply=level4999")) == 12


def test_calls_of_calls_end() -> None:
    twice = called_by(40, "q = s32[] call(p), to_apply=LEVEL", "ROOT r = s32[] call(q), to_apply=LEVEL")
    assert counted(helpers=twice, body=with_advance("j = s32[] call(i), to_apply=level39")) is None


def test_a_deep_nest_of_tuples_ends() -> None:
    depth = 3_000
    lines = [f"t{n} = (s32[]) tuple(t{n - 1})" for n in range(1, depth)]
    lines += [f"g{n} = s32[] get-tuple-element({f'g{n - 1}' if n else f't{depth - 1}'}), index=0" for n in range(depth)]
    assert counted(body=with_advance("t0 = s32[] copy(i)", *lines, f"j = s32[] add(g{depth - 2}, one)")) is None


@pytest.mark.parametrize(("opcode", "expected"), [("add", 1), ("multiply", None)])
def test_many_loops_over_one_long_chain_take_no_quadratic_time(opcode: str, expected: int | None) -> None:
    chain = [f"j{n + 1} = s32[] {opcode}(j{n}, one)" for n in range(2_000)]
    body = with_advance("j0 = s32[] copy(i)", *chain, "j = s32[] copy(j2000)")
    loops = [f"w{n} = {STATE} while(t), condition=condition, body=body" for n in range(2_000)]
    module = parse(body + CONDITION + ENTRY.replace("ROOT w", "\n".join([*loops, "ROOT w"])))
    found = set[TripCount | None]()
    trip_counts = TripCounts(module)
    calls = work_of(lambda: found.update(trip_counts.find(loop) for loop in loops_of(module)))
    assert {each and each.times for each in found} == {expected}
    assert calls < 2_000 * 2_000 / 4


# A gradient of TensorFlow's goes back as many turns as the loop before it has counted.
BACK = f"""
back_condition {{
  p = (s32[], s32[]) parameter(0)
  i = s32[] get-tuple-element(p), index=0
  n = s32[] get-tuple-element(p), index=1
  ROOT c = pred[] compare(i, n), direction=LT
}}
back_body {{
  p = (s32[], s32[]) parameter(0)
  i = s32[] get-tuple-element(p), index=0
  one = s32[] constant(1)
  j = s32[] add(i, one)
  n = s32[] get-tuple-element(p), index=1
  ROOT t = (s32[], s32[]) tuple(j, n)
}}
ENTRY main {{
  x = f32[8] parameter(0)
  zero = s32[] constant(0)
  start = s32[] constant(START)
  t = {STATE} tuple(start, x)
  w = {STATE} while(t), condition=condition, body=body
  counted = s32[] get-tuple-element(w), index=0
  back = (s32[], s32[]) tuple(zero, counted)
  ROOT v = (s32[], s32[]) while(back), condition=back_condition, body=back_body
}}
"""


@pytest.mark.parametrize(
    ("start", "step", "expected"), [(0, 1, [12, 12]), (3, 2, [5, 13]), (12, 1, [0, 12]), (20, 1, [0, 20])]
)
def test_loop_goes_on_with_what_another_has_counted(start: int, step: int, expected: list[int]) -> None:
    body = BODY.replace("constant(1)", f"constant({step})")
    assert counts(body + CONDITION + BACK.replace("START", str(start))) == expected


def test_loop_goes_on_with_what_xla_says_that_another_has_counted() -> None:
    unknown = CONDITION.replace("s32[] constant(12)", 's32[] custom-call(), custom_call_target="some"')
    text = BODY + unknown + BACK.replace("START", "0")
    assert counts(text) == [None, None]
    known = ', body=body, backend_config={"known_trip_count":{"n":"7"}}'
    assert counts(text.replace(", body=body\n", known + "\n")) == [7, 7]


def test_chain_of_loops_that_count_for_each_other_is_no_deep_recursion() -> None:
    loops = [
        f"b{n} = (s32[], s32[]) tuple(zero, sum{n - 1}) "
        f"w{n} = (s32[], s32[]) while(b{n}), condition=back_condition, body=back_body "
        f"sum{n} = s32[] get-tuple-element(w{n}), index=0"
        for n in range(1, 500)
    ]
    head = BACK[: BACK.index("ENTRY")]
    found = counts(
        f"{head}\nENTRY main {{ zero = s32[] constant(0) sum0 = s32[] constant(4) {' '.join(loops)} "
        "ROOT r = s32[] copy(sum499) }"
    )
    assert found[:5] == [4] * 5
    assert set(found) <= {4, None}
