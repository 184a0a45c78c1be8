"""HLO texts written for the tests: what XLA's parser takes and what it means, and what it refuses and what we say then.

tests/live/test_parser.py sends every one of them through XLA's own parser.
"""

from typing import NamedTuple


class Example(NamedTuple):
    """A text, and what it means: `[ENTRY] computation: [ROOT] instruction` a line, as XLA would print it."""

    text: str
    meaning: str


def in_entry(lines: str) -> str:
    """A text whose entry computation holds a parameter `a` of type f32[2], and these lines."""
    return f"HloModule m\nENTRY e {{\n  a = f32[2] parameter(0)\n  {lines}\n}}\n"


def of_entry(text: str, *instructions: str) -> Example:
    """`in_entry(text)`, which means these instructions behind the parameter."""
    meaning = "\n".join(f"ENTRY e: {instruction}" for instruction in ("%a = f32[2] parameter(0)", *instructions))
    return Example(in_entry(text), meaning)


ADD = "add_f {\n  x = f32[] parameter(0)\n  y = f32[] parameter(1)\n  ROOT s = f32[] add(x, y)\n}\n"
OF_ADD = (
    "add_f: %x = f32[] parameter(0)\n"
    "add_f: %y = f32[] parameter(1)\n"
    "add_f: ROOT %s = f32[] add(%x, %y)\n"
)  # fmt: skip
OF_A = "ENTRY e: %a = f32[2] parameter(0)\n"

LAYOUT = {
    "newlines mean nothing": Example(
        "ENTRY %e(p: f32[2])->f32[2]{ROOT %p=f32[2]parameter(0)}",
        "ENTRY e: ROOT %p = f32[2] parameter(0)",
    ),
    "one token a line": Example(
        "HloModule\nm\nENTRY\ne\n{\nROOT\np\n=\nf32\n[\n2\n]\n{\n0\n}\nparameter\n(\n0\n)\n,\nsharding=\n{\nreplicated\n}\n}",
        "ENTRY e: ROOT %p = f32[2]{0} parameter(0), sharding={\nreplicated\n}",
    ),
    "instructions share a line": of_entry(
        "b = f32[2] negate(a) c = f32[2] abs(b)",
        "%b = f32[2] negate(%a)",
        "ROOT %c = f32[2] abs(%b)",
    ),
    "no space behind braces and strings": of_entry(
        'b = f32[2] reverse(a), dimensions={0}c = f32[2] custom-call(b), custom_call_target="t"ROOT%d = f32[2] negate(c)',
        "%b = f32[2] reverse(%a), dimensions={0}",
        '%c = f32[2] custom-call(%b), custom_call_target="t"',
        "ROOT %d = f32[2] negate(%c)",
    ),
    "attributes on the next line": Example(
        "ENTRY %e {\n  %a = f32[2] parameter(0)\n  , sharding={replicated}\n  ROOT %b = f32[2] negate(%a)\n  // so\n"
        '  , metadata={op_name="b"}\n}\n',
        "ENTRY e: %a = f32[2] parameter(0), sharding={replicated}\n"
        'ENTRY e: ROOT %b = f32[2] negate(%a), metadata={op_name="b"}',
    ),
    "no space around the equals sign of an instruction with a percent sign": of_entry(
        "%b=f32[2] negate(a)",
        "ROOT %b = f32[2] negate(%a)",
    ),
    "a space in front of the equals sign only": of_entry("b =f32[2] negate(a)", "ROOT %b = f32[2] negate(%a)"),
    "windows line ends": Example(
        "HloModule m\r\n\r\nENTRY %e (a: f32[2]) -> f32[2] {\r\n  ROOT %a = f32[2]{0} parameter(0)\r\n}\r\n",
        "ENTRY e: ROOT %a = f32[2]{0} parameter(0)",
    ),
    "old macintosh line ends": Example(
        "HloModule m\rENTRY e {\r  a = f32[2] parameter(0) // a\r  b = f32[2] negate(a)\r}\r",
        OF_A + "ENTRY e: ROOT %b = f32[2] negate(%a)",
    ),
    "commas in excess between operands": of_entry("t = (f32[2]) tuple(,,a,)", "ROOT %t = (f32[2]) tuple(%a)"),
    "a colon behind a name": of_entry("b: = f32[2] negate(a:)", "ROOT %b = f32[2] negate(%a)"),
}

COMPUTATIONS = {
    "the signature with colons": Example(
        "ENTRY e (a: f32[2], b: (s32[], f32[2])) -> (s32[], f32[2]) { a = f32[2] parameter(0) b = (s32[], f32[2]) parameter(1) }",
        OF_A + "ENTRY e: ROOT %b = (s32[], f32[2]) parameter(1)",
    ),
    "the signature without colons": Example(
        "ENTRY e (a f32[2]) -> f32[2] { a = f32[2] parameter(0) }", "ENTRY e: ROOT %a = f32[2] parameter(0)"
    ),
    "no signature": Example("ENTRY e { a = f32[2] parameter(0) }", "ENTRY e: ROOT %a = f32[2] parameter(0)"),
    "an empty signature": Example(
        "ENTRY e () -> f32[] { c = f32[] constant(1) }", "ENTRY e: ROOT %c = f32[] constant(1)"
    ),
    "no ENTRY: the last computation counts": Example(
        "HloModule m\n" + ADD + "e { a = f32[2] parameter(0) }",
        OF_ADD + "ENTRY e: ROOT %a = f32[2] parameter(0)",
    ),
    "ENTRY first": Example(
        "ENTRY e { a = f32[2] parameter(0) }\n" + ADD,
        "ENTRY e: ROOT %a = f32[2] parameter(0)\n" + OF_ADD,
    ),
    "no ROOT: the last instruction counts": of_entry("b = f32[2] negate(a)", "ROOT %b = f32[2] negate(%a)"),
    "ROOT first": Example(
        "ENTRY e { ROOT a = f32[2] parameter(0) b = f32[2] negate(a) }",
        "ENTRY e: ROOT %a = f32[2] parameter(0)\nENTRY e: %b = f32[2] negate(%a)",
    ),
    "a module named with a percent sign": Example(
        "HloModule %m\nENTRY e { a = f32[] parameter(0) }", "ENTRY e: ROOT %a = f32[] parameter(0)"
    ),
    "an execution thread": Example(
        'f { x = f32[] parameter(0) } , execution_thread="side"\nENTRY e { a = f32[2] parameter(0) }, execution_thread="main"',
        "f: ROOT %x = f32[] parameter(0)\nENTRY e: ROOT %a = f32[2] parameter(0)",
    ),
    "one name for an instruction and a computation": Example(
        "a { x = f32[2] parameter(0) }\nENTRY e { a = f32[2] parameter(0) x = f32[2] call(a), to_apply=a }",
        "a: ROOT %x = f32[2] parameter(0)\n" + OF_A + "ENTRY e: ROOT %x = f32[2] call(%a), to_apply=a",
    ),
    "a computation in an attribute": Example(
        "ENTRY e { a = f32[] parameter(0) b = f32[] call(a), to_apply={ x = f32[] parameter(0) ROOT y = f32[] negate(x) } }",
        "b.to_apply: %x = f32[] parameter(0)\n"
        "b.to_apply: ROOT %y = f32[] negate(%x)\n"
        "ENTRY e: %a = f32[] parameter(0)\n"
        "ENTRY e: ROOT %b = f32[] call(%a), to_apply=%b.to_apply",
    ),
    "computations in an attribute": Example(
        "ENTRY e { i = s32[] parameter(0) a = f32[] parameter(1)\n"
        "ROOT b = f32[] conditional(i, a, a), branch_computations={{ x = f32[] parameter(0) }, { z = f32[] parameter(0) }} }",
        "b.branch_computations.0: ROOT %x = f32[] parameter(0)\n"
        "b.branch_computations.1: ROOT %z = f32[] parameter(0)\n"
        "ENTRY e: %i = s32[] parameter(0)\n"
        "ENTRY e: %a = f32[] parameter(1)\n"
        "ENTRY e: ROOT %b = f32[] conditional(%i, %a, %a), "
        "branch_computations={%b.branch_computations.0, %b.branch_computations.1}",
    ),
    "a brace behind an array shape that opens the body": Example(
        "ENTRY e () -> f32[2] { a = f32[2] constant({1,2}) }", "ENTRY e: ROOT %a = f32[2] constant({1,2})"
    ),
}

NAMES = {
    f"the name {name}": of_entry(f"{name} = f32[2] negate(a)", f"ROOT %{name.lstrip('%')} = f32[2] negate(%a)")
    for name in (
        "tuple",
        "x.",
        "all-reduce-start.1",
        "_b",
        "b-",
        "f32_",
        "f32.1",
        "bf17",
        "f32x2",
        "%ROOT",
        "%true",
        "%inf",
    )
}

OPERANDS = {
    "operands with shapes": of_entry(
        "t = (s32[], f32[2]) parameter(1)\n c = (f32[2], (s32[], f32[2])) tuple(f32[2]{0:T(128)} a, (s32[], /*index=1*/f32[2]) %t)",
        "%t = (s32[], f32[2]) parameter(1)",
        "ROOT %c = (f32[2], (s32[], f32[2])) tuple(%a, %t)",
    ),
    "an operand of dynamic size where a static one is defined": of_entry(
        "b = f32[2] negate(f32[<=2] a)", "ROOT %b = f32[2] negate(%a)"
    ),
    "nested operands": of_entry(
        "b = f32[2] add(multiply(a, f32[2] negate(a)), f32[2] parameter(1))",
        "%negate.nested.1 = f32[2] negate(%a)",
        "%multiply.nested.2 = f32[2] multiply(%a, %negate.nested.1)",
        "%parameter.nested.3 = f32[2] parameter(1)",
        "ROOT %b = f32[2] add(%multiply.nested.2, %parameter.nested.3)",
    ),
    "index comments": of_entry(
        "t = (f32[2], /*index=1*/f32[2]) tuple(a, /*index=1*/a)", "ROOT %t = (f32[2], f32[2]) tuple(%a, %a)"
    ),
    "the shape of a sum left out": of_entry("b = add(a, a)", "ROOT %b = f32[2] add(%a, %a)"),
    "the shape of a tuple left out": of_entry("t = tuple(a, a)", "ROOT %t = (f32[2], f32[2]) tuple(%a, %a)"),
    "the shape of a member left out": of_entry(
        "t = tuple(a, a)\n b = get-tuple-element(t), index=1",
        "%t = (f32[2], f32[2]) tuple(%a, %a)",
        "ROOT %b = f32[2] get-tuple-element(%t), index=1",
    ),
    "the shape of a comparison left out": of_entry(
        "b = compare(a, a), direction=LT", "ROOT %b = pred[2] compare(%a, %a), direction=LT"
    ),
}

SHAPES = {
    f"the shape {shape}": of_entry(
        f'b = {shape} custom-call(a), custom_call_target="t"',
        f'ROOT %b = {shape.replace(") S", ")S")} custom-call(%a), custom_call_target="t"',
    )
    for shape in (
        "f32[]",
        "f32[0]",
        "f32[2,4]{1,0:T(8,128)(2,1)L(2)E(32)S(5)SC(0:1)M(8)}",
        "f32[]{:S(5)}",
        "f32[2]{0:T(*,8)}",
        "f32[2]{0:D(C)}",
        "f32[2,4]{1,0:D(D,C~)}",
        "s32[2]{0:#(u32)*(u64)}",
        "f32[2]{0:T(8) S(5)}",
        "f32[<=8,?]",
        "token[]",
        "opaque[]",
        "b(f32[2])",
        "()",
        "(f32[2], ())",
        "(((f32[])))",
        "s4[2]",
        "u2[2]",
        "s1[2]",
        "f4e2m1fn[2]",
        "f8e4m3b11fnuz[2]",
        "f8e8m0fnu[2]",
        "c128[2]",
        "pred[2]",
        "f32[9223372036854775807]",
        "f32[2,2,2]{0,0,0}",
    )
}

COMMENTS = {
    "comments anywhere": Example(
        "/* a */HloModule/**/m/* b **/// c\nENTRY/*d*/e/*e*/{/*f*/ROOT/*g*/p/*h*/=/*i*/f32/*j*/[/*k*/2/*l*/]/*m*/{/*n*/0/*o*/}"
        "/*p*/parameter/*q*/(/*r*/0/*s*/)/*t*/,/*u*/sharding=/*v*/{/*w*/replicated/*x*/}/*y*/}/*z*/",
        "ENTRY e: ROOT %p = f32[2]{0} parameter(0), sharding={/*w*/replicated/*x*/}",
    ),
    "quotes and brackets in comments": of_entry(
        '// it\'s "\n /* } ) " */ b = f32[2] negate(a)', "ROOT %b = f32[2] negate(%a)"
    ),
    "a lone carriage return ends a comment": of_entry("// c\r b = f32[2] negate(a)", "ROOT %b = f32[2] negate(%a)"),
    "no comments in strings": of_entry(
        'b = f32[2] negate(a), metadata={op_name="a//b /* c"}',
        'ROOT %b = f32[2] negate(%a), metadata={op_name="a//b /* c"}',
    ),
    "no comments in raw braces": of_entry(
        'b = f32[2] custom-call(a), custom_call_target="t", backend_config={"a": /* }, frontend_attributes={x={// }}',
        'ROOT %b = f32[2] custom-call(%a), custom_call_target="t", backend_config={"a": /* }, frontend_attributes={x={// }}',
    ),
    "instructions in a comment": of_entry(
        "/*\n  z = f32[2] negate(a)\n*/\n  b = f32[2] negate(a)", "ROOT %b = f32[2] negate(%a)"
    ),
}

LITERALS = {
    f"the literal {shape} {literal}": of_entry(
        f"c = {shape} constant({literal})", f"ROOT %c = {shape} constant({literal.strip()})"
    )
    for shape, literal in (
        ("f32[]", "1"),
        ("f32[]", "-1.5e-3"),
        ("f32[]", "1."),
        ("f32[]", "-.5"),
        ("f32[]", "inf"),
        ("f32[]", "-inf"),
        ("f32[]", "-nan"),
        ("f32[]", "nan(0x7)"),
        ("f32[]", " 1 "),
        ("f32[2]", "1"),
        ("f32[2]", "{1, 2}"),
        ("f32[2]", "{1 2}"),
        ("f32[2]", "{,1,,2,}"),
        ("f32[2]", "{...}"),
        ("f32[0]", "{}"),
        ("f32[2,2]", "{ { 1, 2 }, { 3, nan } }"),
        ("f32[2,1]", "{\n{ 1 },\n{ 2 }\n}"),
        ("f32[1,2]", "{ /*i0=0*/ { 1, 2 } }"),
        ("s32[]", "-7"),
        ("u64[]", "18446744073709551615"),
        ("pred[]", "true"),
        ("pred[]", "1"),
        ("pred[2]", "{1,false}"),
        ("c64[]", "(1, -2.5)"),
        ("c64[2]", "{(1,2),(inf,nan)}"),
        ("(s32[], f32[2])", "(1, {2,3})"),
        ("()", "()"),
    )
}

ATTRIBUTES = {
    f"the attribute {attribute}": of_entry(
        f'b = f32[2] custom-call(a), custom_call_target="t", {attribute}',
        f'ROOT %b = f32[2] custom-call(%a), custom_call_target="t", {attribute}',
    )
    for attribute in (
        'backend_config="text"',
        r'backend_config="a\x41\101\n\"\'\\"',
        "backend_config='it \"is\"'",
        'backend_config="two\nlines"',
        'backend_config={"a": [1, {"b": "}"}]}',
        "backend_config={not json: (}",
        'frontend_attributes={_xla.x-y="1",composite.attributes={n = 1 : i32, tensor = dense<1> : tensor<i32>}}',
        "frontend_attributes={}",
        "frontend_attributes={a={ it's ( }, b='x'}",
        'metadata={op_type="t" op_name="n", source_line=3}',
        'metadata={op_type="t"op_name="n"}',
        "metadata={}",
        'metadata={op_name="caf\u00e9 \u65e5"}',
        "metadata={op_name='it\\'s'}",
        "sharding={devices=[2]0,1}",
        "sharding={devices=[2,1,2]0,1,2,3 last_tile_dim_replicate}",
        "sharding={devices=[2,2]<=[2,2]T(1,0) last_tile_dims={manual}}",
        "sharding={maximal device=1}",
        "sharding={}",
        "sharding={replicated shard_as 3}",
        'sharding={mesh["x"=2,"y"=2], device_ids=([2,2]T(1,0)), [{"x"}]}',
        'sharding={mesh["x"=2,"y"=4], [{"y":(1)2, ?}], replicated={"x"}}',
        "statistics={visualizing_index=1,stat-1=33}",
        'origin={{"x" {0}}}',
    )
}  # fmt: skip

# Instructions whose attributes have forms of their own; each means what it says.
FORMS = {
    f"the form {instruction}": Example(
        f"HloModule m\n{ADD}ENTRY e {{\n  a = f32[2]{{0}} parameter(0)\n  ROOT {instruction}\n}}\n",
        f"{OF_ADD}ENTRY e: %a = f32[2]{{0}} parameter(0)\nENTRY e: ROOT {instruction}",
    )
    for instruction in (
        "%c = f32[2]{0} all-reduce(%a), replica_groups={{0,1},{2,3}}, to_apply=%add_f",
        "%c = f32[2]{0} all-reduce(%a), channel_id=1, replica_groups=[2,4]<=[4,2]T(1,0), use_global_device_ids=true, to_apply=%add_f",
        "%c = f32[2]{0} all-reduce(%a), replica_groups={}, to_apply=%add_f",
        '%c = f32[2]{0} all-reduce(%a), channel_id=1, replica_groups=mesh["a"=2,"b"=2] {"a"}, use_global_device_ids=true, to_apply=%add_f',
        "%c = f32[2]{0} collective-permute(%a), source_target_pairs={{0,1},{1,0}}",
        "%c = f32[1]{0} slice(%a), slice={[0:2:2]}",
        "%c = f32[2]{0} reverse(%a), dimensions={0}",
        "%c = f32[2]{0} iota(), iota_dimension=0",
        "%c = f32[] dot(%a, %a), lhs_contracting_dims={0}, rhs_contracting_dims={0}, operand_precision={highest,default}",
        "%c = f32[2]{0} exponential(%a), result_accuracy={tolerance={atol=0.03,rtol=0.03,ulps=2}}",
        '%c = f32[2]{0} domain(%a), domain={kind="sharding", entry={maximal device=0}, exit={maximal device=1}}',
        "%c = f32[2]{0} negate(%a), control-predecessors={%a}",
        '%c = f32[2]{0} custom-call(%a), custom_call_target="t", custom_call_has_side_effect=true, output_to_operand_aliasing={{}: (0, {})}',
        '%c = f32[2]{0} custom-call(), custom_call_target="t", literal=s32[2]{0} {1,2}',
        "%c = f32[2]{0} rng(%a, %a), distribution=rng_uniform",
        "%c = ((f32[2]{0}), f32[2]{0}) all-gather-start(%a), dimensions={0}",
    )
}

MODULES = {
    "a padding that starts with a minus": of_entry(
        "z = f32[] constant(0)\n c = f32[2] pad(a, z), padding=-1_1_0",
        "%z = f32[] constant(0)",
        "ROOT %c = f32[2] pad(%a, %z), padding=-1_1_0",
    ),
    "a window of a reduction": Example(
        ADD + "ENTRY e { a = f32[4] parameter(0) z = f32[] constant(0)\n"
        "ROOT c = f32[2] reduce-window(a, z), window={size=2 stride=2 pad=0_0 rhs_dilate=1}, to_apply=add_f }",
        OF_ADD + "ENTRY e: %a = f32[4] parameter(0)\nENTRY e: %z = f32[] constant(0)\n"
        "ENTRY e: ROOT %c = f32[2] reduce-window(%a, %z), window={size=2 stride=2 pad=0_0 rhs_dilate=1}, to_apply=add_f",
    ),
    "labels that start with a digit": Example(
        "ENTRY e { a = f32[4,4,1,1] parameter(0) k = f32[1,2,1,1] parameter(1)\n"
        "ROOT c = f32[4,4,1,1] convolution(a, k), window={size=1x2 pad=0_0x0_1 rhs_reversal=0x1}, "
        "dim_labels=01bf_01io->01bf }",
        "ENTRY e: %a = f32[4,4,1,1] parameter(0)\nENTRY e: %k = f32[1,2,1,1] parameter(1)\nENTRY e: ROOT %c = "
        "f32[4,4,1,1] convolution(%a, %k), window={size=1x2 pad=0_0x0_1 rhs_reversal=0x1}, dim_labels=01bf_01io->01bf",
    ),
    "calls of each kind": Example(
        ADD
        + "p { x = f32[] parameter(0) ROOT t = pred[] constant(true) }\nn { x = f32[] parameter(0) ROOT y = f32[] negate(x) }\n"
        "ENTRY e { a = f32[] parameter(0) i = pred[] parameter(1)\n"
        "w = f32[] while(a), condition=p, body=n\n"
        "c = f32[] conditional(i, w, w), true_computation=n, false_computation=%n\n"
        "f = f32[] fusion(c), kind=kLoop, calls=n\n"
        'ROOT u = f32[] custom-call(f), custom_call_target="t", called_computations={n, %p} }',
        OF_ADD + "p: %x = f32[] parameter(0)\np: ROOT %t = pred[] constant(true)\n"
        "n: %x = f32[] parameter(0)\nn: ROOT %y = f32[] negate(%x)\n"
        "ENTRY e: %a = f32[] parameter(0)\nENTRY e: %i = pred[] parameter(1)\n"
        "ENTRY e: %w = f32[] while(%a), condition=p, body=n\n"
        "ENTRY e: %c = f32[] conditional(%i, %w, %w), true_computation=n, false_computation=%n\n"
        "ENTRY e: %f = f32[] fusion(%c), kind=kLoop, calls=n\n"
        'ENTRY e: ROOT %u = f32[] custom-call(%f), custom_call_target="t", called_computations={n, %p}',
    ),
    "a sort that names its comparator": Example(
        "c { x = f32[] parameter(0) y = f32[] parameter(1) ROOT l = pred[] compare(x, y), direction=LT }\n"
        "ENTRY e { a = f32[2] parameter(0) ROOT s = f32[2] sort(a), dimensions={0}, to_apply=c }",
        "c: %x = f32[] parameter(0)\nc: %y = f32[] parameter(1)\nc: ROOT %l = pred[] compare(%x, %y), direction=LT\n"
        + OF_A
        + "ENTRY e: ROOT %s = f32[2] sort(%a), dimensions={0}, to_apply=c",
    ),
    "an asynchronous operation, with its thread": Example(
        'f { x = f32[2] parameter(0) }, execution_thread="side"\n'
        "ENTRY e { a = f32[2] parameter(0)\n"
        's = ((f32[2]), f32[2], s32[]) async-start(a), async_execution_thread="side", calls=f\n'
        "ROOT d = f32[2] async-done(s) }",
        "f: ROOT %x = f32[2] parameter(0)\n"
        + OF_A
        + 'ENTRY e: %s = ((f32[2]), f32[2], s32[]) async-start(%a), async_execution_thread="side", calls=f\n'
        "ENTRY e: ROOT %d = f32[2] async-done(%s)",
    ),
    "an asynchronous operation in short": Example(
        ADD + "ENTRY e { a = f32[4] parameter(0)\n"
        "s = ((f32[4]), f32[2]) reduce-scatter-start(a), to_apply=add_f, dimensions={0}, replica_groups={{0,1}}\n"
        "ROOT d = f32[2] reduce-scatter-done(s) }",
        OF_ADD + "ENTRY e: %a = f32[4] parameter(0)\nENTRY e: %s = ((f32[4]), f32[2]) "
        "reduce-scatter-start(%a), to_apply=add_f, dimensions={0}, replica_groups={{0,1}}\n"
        "ENTRY e: ROOT %d = f32[2] reduce-scatter-done(%s)",
    ),
}

TABLES = """

FileNames
1 "a.py"

FunctionNames
1 "f"

FileLocations
1 {file_name_id=1 function_name_id=1 line=3 end_line=3 column=1 end_column=2}

StackFrames
1 {file_location_id=1 parent_frame_id=1}

"""

HEADERS = {
    f"the header {header}": Example(
        f"HloModule m{header}\nENTRY e {{ a = f32[2] parameter(0) }}", "ENTRY e: ROOT %a = f32[2] parameter(0)"
    )
    for header in (
        ":",
        ", is_scheduled=true",
        " , is_scheduled=true",
        ", input_output_alias={ {}: (0, {}, may-alias) }",
        ", buffer_donor={ (0, {}) }",
        ", entry_computation_layout={(f32[2]{0})->f32[2]{0}}",
        ", entry_computation_layout={(f32[2]{0:T(128)})->/*index=0*/f32[2]{0}}",
        ", num_partitions=2, replica_count=1",
        ', frontend_attributes={a="b"}',
        TABLES,
        TABLES.replace("\n", " "),
        TABLES.replace("\n", "/**/").replace('1 "', '1"').replace("1 {", "1{"),
    )
}

ACCEPTED = {
    **LAYOUT,
    **COMPUTATIONS,
    **NAMES,
    **OPERANDS,
    **SHAPES,
    **COMMENTS,
    **LITERALS,
    **ATTRIBUTES,
    **FORMS,
    **MODULES,
    **HEADERS,
}
