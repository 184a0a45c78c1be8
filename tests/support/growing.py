"""Programs that grow in one dimension: for each, the text of a module of that size. Valid HLO, however odd."""

from __future__ import annotations

from collections.abc import Callable, Iterable

HEADER = "HloModule m, is_scheduled=true\n\n"
ADD = "%add {\n  %x = f32[] parameter(0)\n  %y = f32[] parameter(1)\n  ROOT %s = f32[] add(%x, %y)\n}\n\n"


def _entry(lines: Iterable[str], computations: str = "", partitions: int = 0) -> str:
    """A module whose entry has a parameter `p`, and those lines; the last one is its root."""
    *body, last = lines
    header = HEADER.replace("true", f"true, num_partitions={partitions}") if partitions else HEADER
    text = "".join(f"  {line}\n" for line in ["%p = f32[8] parameter(0)", *body, f"ROOT {last}"])
    return f"{header}{computations}ENTRY %e {{\n{text}}}\n"


def _chain(size: int, operation: str, first: str = "%p") -> list[str]:
    """Instructions `a0`, `a1`, ... of which each reads the one before, as `@`; `#` is the number."""
    names = [first, *(f"%a{number}" for number in range(size))]
    return [f"%a{n} = f32[8] {operation.replace('@', names[n]).replace('#', str(n))}" for n in range(size)]


def _body(name: str, operation: str = "negate") -> str:
    return f"%{name} {{\n  %{name}.q = f32[8] parameter(0)\n  ROOT %{name}.n = f32[8] {operation}(%{name}.q)\n}}\n\n"


def _tuple_of(names: Iterable[str]) -> str:
    members = list(names)
    return f"%t = ({', '.join(['f32[8]'] * len(members))}) tuple({', '.join(members)})"


def _users(size: int) -> str:
    return _entry([*(f"%a{n} = f32[8] negate(%p)" for n in range(size)), _tuple_of(f"%a{n}" for n in range(size))])


def _users_by_line(size: int) -> str:
    named = 'metadata={op_name="jit(f)/neg" source_file="a.py" source_line='
    lines = [f"%a{n} = f32[8] negate(%p), {named}{n + 1}}}" for n in range(size)]
    return _entry([*lines, _tuple_of(f"%a{n}" for n in range(size))])


def _operands(size: int) -> str:
    made = [f"%a{n} = f32[8] negate(%p)" for n in range(size)]
    names = ", ".join(f"%a{n}" for n in range(size))
    return _entry([*made, f"%c = f32[{8 * size}] concatenate({names}), dimensions={{0}}"])


def _elements(size: int) -> str:
    shape = f"({', '.join(['f32[8]'] * size)})"
    read = [f"%g{n} = f32[8] get-tuple-element(%u), index={n}" for n in range(size)]
    made = [f"%m{n} = f32[8] negate(%g{n})" for n in range(size)]
    opened = f'%u = {shape} custom-call(%p), custom_call_target="u"'
    return _entry([opened, *read, *made, _tuple_of(f"%m{n}" for n in range(size))])


def _parameters(size: int) -> str:
    lines = [f"%p{n} = f32[8] parameter({n + 1})" for n in range(size)]
    return _entry([*lines, _tuple_of(f"%p{n}" for n in range(size))])


def _fusions(size: int) -> str:
    bodies = "".join(_body(f"f{n}", "sine") for n in range(size))
    return _entry(_chain(size, "fusion(@), kind=kLoop, calls=%f#"), bodies)


def _operations_of_a_fusion(size: int) -> str:
    *lines, last = _chain(size, "sine(@)", "%q")
    text = "".join(f"  {line}\n" for line in ["%q = f32[8] parameter(0)", *lines, f"ROOT {last}"])
    return _entry(["%r = f32[8] fusion(%p), kind=kLoop, calls=%f"], f"%f {{\n{text}}}\n\n")


def _results_of_a_fusion(size: int) -> str:
    made = "".join(f"  %a{n} = f32[8] sine(%q)\n" for n in range(size))
    root = _tuple_of(f"%a{n}" for n in range(size))
    shape = root.partition(" = ")[2].partition(" tuple(")[0]
    body = f"%f {{\n  %q = f32[8] parameter(0)\n{made}  ROOT {root}\n}}\n\n"
    read = [f"%g{n} = f32[8] get-tuple-element(%r), index={n}" for n in range(size)]
    return _entry([f"%r = {shape} fusion(%p), kind=kLoop, calls=%f", *read, "%z = f32[8] negate(%g0)"], body)


def _calls(size: int) -> str:
    return _entry(_chain(size, "call(@), to_apply=%f#"), "".join(_body(f"f{n}") for n in range(size)))


def _calls_of_one(size: int) -> str:
    return _entry(_chain(size, "call(@), to_apply=%f"), _body("f"))


def _nested_calls(size: int) -> str:
    nested = [
        _body(f"f{n + 1}").replace("negate(", "call(").replace(".q)", f".q), to_apply=%f{n}") for n in range(size)
    ]
    return _entry([f"%r = f32[8] call(%p), to_apply=%f{size}"], _body("f0") + "".join(nested))


def _computations(size: int) -> str:
    return _entry(["%a = f32[8] negate(%p)"], "".join(_body(f"f{n}") for n in range(size)))


def _branches(size: int) -> str:
    bodies = "".join(_body(f"f{n}") for n in range(size))
    operands, names = ", ".join(["%p"] * size), ", ".join(f"%f{n}" for n in range(size))
    chosen = '%k = s32[] custom-call(%p), custom_call_target="k"'
    return _entry([chosen, f"%r = f32[8] conditional(%k, {operands}), branch_computations={{{names}}}"], bodies)


def _conditionals(size: int) -> str:
    chosen = '%k = pred[] custom-call(%p), custom_call_target="k"'
    chain = _chain(size, "conditional(%k, @, @), true_computation=%f, false_computation=%g")
    return _entry([chosen, *chain], _body("f") + _body("g", "sine"))


_CONDITION = """%c@ {
  %c@.t = (s32[], f32[8]) parameter(0)
  %c@.i = s32[] get-tuple-element(%c@.t), index=0
  %c@.l = s32[] constant(3)
  ROOT %c@.r = pred[] compare(%c@.i, %c@.l), direction=LT
}

"""
_LOOP_BODY = """%b@ {
  %b@.t = (s32[], f32[8]) parameter(0)
  %b@.i = s32[] get-tuple-element(%b@.t), index=0
  %b@.x = f32[8] get-tuple-element(%b@.t), index=1
  %b@.o = s32[] constant(1)
  %b@.j = s32[] add(%b@.i, %b@.o)
  %b@.m = f32[8] negate(%b@.x)
  ROOT %b@.r = (s32[], f32[8]) tuple(%b@.j, %b@.m)
}

"""


def _loop(number: int, state: str, prefix: str = "") -> list[str]:
    """What runs a loop on a value and gives `w` with the number."""
    return [
        f"%{prefix}z{number} = s32[] constant(0)",
        f"%{prefix}u{number} = (s32[], f32[8]) tuple(%{prefix}z{number}, {state})",
        f"%{prefix}l{number} = (s32[], f32[8]) while(%{prefix}u{number}), condition=%c{number}, body=%b{number}",
        f"%{prefix}w{number} = f32[8] get-tuple-element(%{prefix}l{number}), index=1",
    ]


def _loops(size: int) -> str:
    bodies = "".join((_CONDITION + _LOOP_BODY).replace("@", str(n)) for n in range(size))
    return _entry([line for n in range(size) for line in _loop(n, f"%w{n - 1}" if n else "%p")], bodies)


def _nested_loops(size: int) -> str:
    bodies = [(_CONDITION + _LOOP_BODY).replace("@", str(n)) for n in range(size)]
    for n in range(1, size):
        inner = "".join(f"  {line}\n" for line in _loop(n - 1, f"%b{n}.x", "n"))
        bodies[n] = bodies[n].replace(f"  %b{n}.m = f32[8] negate(%b{n}.x)\n", inner).replace(f"%b{n}.m", f"%nw{n - 1}")
    return _entry(_loop(size - 1, "%p"), "".join(bodies))


def _members_of_a_loop(size: int) -> str:
    shape = f"(s32[], {', '.join(['f32[8]'] * size)})"
    body = (_CONDITION + _LOOP_BODY).replace("@", "0").replace("(s32[], f32[8])", shape)
    read = "".join(f"  %x{n} = f32[8] get-tuple-element(%b0.t), index={n + 1}\n" for n in range(size))
    turned = ", ".join(f"%x{(n + 1) % size}" for n in range(size))
    body = body.replace("  ROOT %b0.r", f"{read}  ROOT %b0.r").replace("%b0.m)", f"{turned})")
    loop = _loop(0, ", ".join(["%p"] * size))
    return _entry([line.replace("(s32[], f32[8])", shape) for line in loop], body)


_REDUCED = "channel_id=#, use_global_device_ids=true, to_apply=%add, replica_groups="


def _collectives(size: int) -> str:
    named = ', metadata={op_name="jit(f)/transpose(jvp(f))/psum#" source_file="a.py" source_line=1}'
    return _entry(_chain(size, f"all-reduce(@), {_REDUCED}{{{{0,1,2,3}}}}{named}"), ADD, 4)


def _collectives_under_way(size: int) -> str:
    begun = [
        f"%s{n} = f32[8] all-reduce-start(%p), {_REDUCED.replace('#', str(n + 1))}{{{{0,1}}}}" for n in range(size)
    ]
    between = [f"%n{n} = f32[8] negate(%p)" for n in range(size)]
    return _entry([*begun, *between, *(f"%d{n} = f32[8] all-reduce-done(%s{n})" for n in range(size))], ADD, 2)


def _groups(size: int) -> str:
    groups = ",".join(f"{{{2 * n},{2 * n + 1}}}" for n in range(size))
    return _entry(_chain(1, f"all-reduce(@), {_REDUCED}{{{groups}}}"), ADD, 2 * size)


def _members_of_a_group(size: int) -> str:
    group = ",".join(map(str, range(size)))
    return _entry(_chain(1, f"all-reduce(@), {_REDUCED}{{{{{group}}}}}"), ADD, size)


def _pairs(size: int) -> str:
    pairs = ",".join(f"{{{n},{(n + 1) % size}}}" for n in range(size))
    return _entry(_chain(1, f"collective-permute(@), channel_id=1, source_target_pairs={{{pairs}}}"), "", size)


def _frames(size: int) -> str:
    locations = "".join(f"{n + 1} {{file_name_id=1 function_name_id=1 line={n + 1}}}\n" for n in range(size))
    frames = "".join(f"{n + 1} {{file_location_id={n + 1} parent_frame_id={n or 1}}}\n" for n in range(size))
    tables = f'FileNames\n1 "a.py"\n\nFunctionNames\n1 "f"\n\nFileLocations\n{locations}\nStackFrames\n{frames}\n'
    last = f'negate(@), metadata={{op_name="jit(f)/neg" stack_frame_id={size}}}'
    return _entry(_chain(size, last)).replace(HEADER, HEADER + tables)


def _names_of_operations(size: int) -> str:
    return _entry(_chain(size, 'negate(@), metadata={op_name="jit(f)/layer_#/neg" source_file="f#.py" source_line=1}'))


def _parts_of_a_name(size: int) -> str:
    return _entry(_chain(1, f'negate(@), metadata={{op_name="jit(f)/{"layer/" * size}neg" source_file="a.py"}}'))


def _transformations_of_a_name(size: int) -> str:
    return _entry(_chain(1, f'negate(@), metadata={{op_name="{"jvp(" * size}f{")" * size}/neg"}}'))


def _control_predecessors(size: int) -> str:
    made = [f"%a{n} = f32[8] negate(%p)" for n in range(size)]
    names = ", ".join(f"%a{n}" for n in range(size))
    return _entry([*made, f"%z = f32[8] negate(%p), control-predecessors={{{names}}}"])


def _products(size: int) -> str:
    given = ["%q = f32[8,8] parameter(1)", "%a = f32[8,8] broadcast(%p), dimensions={0}"]
    chain = _chain(size, "dot(@, %q), lhs_contracting_dims={1}, rhs_contracting_dims={0}", "%a")
    return _entry([*given, *(line.replace("f32[8]", "f32[8,8]") for line in chain)])


def _updates(size: int) -> str:
    given = ["%z = s32[] constant(0)", "%u = f32[1] constant({1})"]
    return _entry([*given, *_chain(size, "dynamic-update-slice(@, %u, %z)")])


def _reductions(size: int) -> str:
    lines = ["%z = f32[] constant(0)"]
    for n in range(size):
        lines.append(f"%r{n} = f32[] reduce({f'%b{n - 1}' if n else '%p'}, %z), dimensions={{0}}, to_apply=%add")
        lines.append(f"%b{n} = f32[8] broadcast(%r{n}), dimensions={{}}")
    return _entry(lines, ADD)


def _aliases(size: int) -> str:
    aliases = ", ".join(f"{{{n}}}: ({n + 1}, {{}}, may-alias)" for n in range(size))
    return _parameters(size).replace("is_scheduled=true", f"is_scheduled=true, input_output_alias={{ {aliases} }}")


def _comments(size: int) -> str:
    return _entry(_chain(3, "negate(@)" + "\n //x" * size + "\n, a=b"))


PROGRAMS: dict[str, Callable[[int], str]] = {
    "instructions in a chain": lambda size: _entry(_chain(size, "negate(@)")),
    "diamonds": lambda size: _entry(_chain(size, "add(@, @)")),
    "users": _users,
    "users on lines of their own": _users_by_line,
    "operands": _operands,
    "elements of a tuple": _elements,
    "parameters": _parameters,
    "fusions": _fusions,
    "fusions of one body": lambda size: _entry(_chain(size, "fusion(@), kind=kLoop, calls=%f"), _body("f", "sine")),
    "operations of a fusion": _operations_of_a_fusion,
    "results of a fusion": _results_of_a_fusion,
    "calls": _calls,
    "calls of one": _calls_of_one,
    "nested calls": _nested_calls,
    "computations": _computations,
    "branches": _branches,
    "conditionals": _conditionals,
    "loops": _loops,
    "nested loops": _nested_loops,
    "members of a loop": _members_of_a_loop,
    "collectives": _collectives,
    "collectives under way": _collectives_under_way,
    "replica groups": _groups,
    "members of a group": _members_of_a_group,
    "pairs": _pairs,
    "stack frames": _frames,
    "names of operations": _names_of_operations,
    "parts of a name": _parts_of_a_name,
    "transformations of a name": _transformations_of_a_name,
    "control predecessors": _control_predecessors,
    "products": _products,
    "updates": _updates,
    "reductions": _reductions,
    "bitcasts": lambda size: _entry(_chain(size, "bitcast(@)")),
    "copies": lambda size: _entry(_chain(size, "copy(@)")),
    "custom calls": lambda size: _entry(_chain(size, 'custom-call(@), custom_call_target="t#"')),
    "aliases": _aliases,
    "attributes": lambda size: _entry(_chain(1, "negate(@)" + "".join(f", x{n}=1" for n in range(size)))),
    "numbers of a literal": lambda size: _entry(
        [f"%c = f32[{size}] constant({{{', '.join(['1.5'] * size)}}})", "%a = f32[8] negate(%p)"]
    ),
    "comments": _comments,
    "letters of a name": lambda size: _entry([f"%{'a' * size} = f32[8] negate(%p)"]),
}


def _doubling(line: str) -> Callable[[int], str]:
    """Computations each of which runs the one before twice: 2 to the power of the size in all."""

    def text(size: int) -> str:
        bodies = _body("f0")
        for n in range(1, size + 1):
            once = line.replace("@", f"%f{n}.q").replace("#", f"f{n - 1}")
            again = line.replace("@", f"%f{n}.c").replace("#", f"f{n - 1}")
            bodies += f"%f{n} {{\n  %f{n}.q = f32[8] parameter(0)\n  %f{n}.c = f32[8] {once}\n  ROOT %f{n}.d = f32[8] {again}\n}}\n\n"
        return _entry([f"%r = f32[8] {line.replace('@', '%p').replace('#', f'f{size}')}"], bodies)

    return text


DOUBLING: dict[str, Callable[[int], str]] = {
    "calls": _doubling("call(@), to_apply=%#"),
    "fusions": _doubling("fusion(@), kind=kLoop, calls=%#"),
    "branches": _doubling("conditional(@, @), true_computation=%#, false_computation=%#"),
    "one branch": _doubling("conditional(@), true_computation=%#"),
    "asynchronous calls": _doubling("async-start(@), calls=%#"),
    "tuples": lambda size: "HloModule m\nENTRY e {\n  a = f32[8] parameter(0)\n  t0 = tuple(a, a)\n"
    + "".join(f"  t{n + 1} = tuple(t{n}, t{n})\n" for n in range(size)) + "}\n",
    "iota groups": lambda size: _entry(
        _chain(1, f"all-reduce(@), {_REDUCED}[{2**size},{2**size}]<=[{4**size}]"), ADD, 4**size
    ),
}  # fmt: skip
"""A few lines that stand for more than any machine can hold."""
