"""Small modules whose cost a person can count, one or more for each rule; XLA's own numbers are the judge (live)."""

from hloscope.analyses.cost.sums import Cost

ADD = "add { a = f32[] parameter(0)  b = f32[] parameter(1)  ROOT s = f32[] add(a, b) }\n"
ADD_EXP = "add { a = f32[] parameter(0)  b = f32[] parameter(1)  e = f32[] exponential(b)  ROOT s = f32[] add(a, e) }\n"
GREATER = "gt { a = f32[] parameter(0)  b = f32[] parameter(1)  ROOT g = pred[] compare(a, b), direction=GT }\n"
ADD_BOTH = """both { a = f32[] parameter(0)  b = f32[] parameter(1)  c = f32[] parameter(2)  d = f32[] parameter(3)
  x = f32[] add(a, c)  y = f32[] add(b, d)  ROOT t = (f32[], f32[]) tuple(x, y) }
"""


def _entry(body: str, *callees: str) -> str:
    return f"HloModule m\n{''.join(callees)}ENTRY main {{ {body} }}"


def _fusion(body: str, caller: str, kind: str = "kLoop", *callees: str) -> str:
    return _entry(f"{caller}, kind={kind}, calls=body", *callees, f"body {{ {body} }}\n")


EXAMPLES: dict[str, tuple[str, Cost]] = {
    "elementwise": (
        _entry("p = f32[8,4] parameter(0)  q = f32[8,4] parameter(1)  ROOT r = f32[8,4] multiply(p, q)"),
        Cost(32, 0, 256, 128),
    ),
    "transcendental": (
        _entry("p = bf16[8] parameter(0)  t = bf16[8] tanh(p)  ROOT r = bf16[8] erf(t)"),
        Cost(0, 16, 32, 32),
    ),
    "hyperbolic and inverse": (
        _entry("p = f32[8] parameter(0)  s = f32[8] sinh(p)  a = f32[8] acosh(s)  ROOT r = f32[8] asin(a)"),
        Cost(0, 24, 96, 96),
    ),
    "conversion and comparison": (
        _entry("p = s8[6] parameter(0)  c = s32[6] convert(p)  ROOT r = pred[6] compare(c, c), direction=LT"),
        Cost(12, 0, 54, 30),
    ),
    "nothing is touched": (
        _entry("""p = (f32[4], f32[2]) parameter(0)  g = f32[4] get-tuple-element(p), index=0
            b = f32[2,2] bitcast(g)  t = token[] after-all()  ROOT c = f32[4] constant({1,2,3,4})"""),
        Cost(),
    ),
    "tuple writes pointers": (
        _entry("p = f32[64] parameter(0)  ROOT t = (f32[64], f32[64]) tuple(p, p)"),
        Cost(0, 0, 0, 16),
    ),
    "dot": (
        _entry("""p = f32[3,8,4] parameter(0)  q = f32[3,4,5] parameter(1)
            ROOT r = f32[3,8,5] dot(p, q), lhs_batch_dims={0}, rhs_batch_dims={0},
            lhs_contracting_dims={2}, rhs_contracting_dims={1}"""),
        Cost(2 * 3 * 8 * 5 * 4, 0, 4 * 3 * (8 * 4 + 4 * 5), 4 * 3 * 8 * 5),
    ),
    "convolution, padded": (  # along each of two dimensions: 5 outputs see 3 elements, the first and the last see 2
        _entry("""p = f32[2,5,5,3] parameter(0)  q = f32[3,3,3,4] parameter(1)
            ROOT r = f32[2,5,5,4] convolution(p, q), window={size=3x3 pad=1_1x1_1}, dim_labels=b01f_01io->b01f"""),
        Cost(2 * 2 * 3 * 4 * 13 * 13, 0, 4 * (150 + 108), 4 * 200),
    ),
    "convolution, strided, dilated, grouped": (
        _entry("""p = f32[1,9,4] parameter(0)  q = f32[3,2,6] parameter(1)
            ROOT r = f32[1,7,6] convolution(p, q), window={size=3 stride=2 pad=2_1 lhs_dilate=2 rhs_dilate=3},
            dim_labels=b0f_0io->b0f, feature_group_count=2"""),
        Cost(2 * 2 * 6 * 13, 0, 4 * (36 + 36), 4 * 42),
    ),
    "convolution without a window": (
        _entry("""p = f32[2,3] parameter(0)  q = f32[3,4] parameter(1)
            ROOT r = f32[2,4] convolution(p, q), dim_labels=bf_io->bf"""),
        Cost(48, 0, 72, 32),
    ),
    "ragged dot": (
        _entry("""p = f32[16,4] parameter(0)  q = f32[2,4,5] parameter(1)  g = s32[2] parameter(2)
            ROOT r = f32[16,5] ragged-dot(p, q, g), lhs_contracting_dims={1}, rhs_contracting_dims={1},
            lhs_ragged_dims={0}, rhs_group_dims={0}"""),
        Cost(2 * 5 * 4, 0, 256 + 160 + 8, 320),
    ),
    "fft": (
        _entry("p = c64[2,16,8] parameter(0)  ROOT r = c64[2,16,8] fft(p), fft_type=FFT, fft_length={16,8}"),
        Cost(8 * 4 * 3 * 256, 0, 2048, 2048),
    ),
    "reduce": (
        _entry(
            """p = f32[8,16] parameter(0)  z = f32[] constant(0)
            ROOT r = f32[8] reduce(p, z), dimensions={1}, to_apply=add""",
            ADD_EXP,
        ),
        Cost(8 * 15, 8 * 15, 4 * 129, 32),
    ),
    "reduce of two arrays": (
        _entry(
            """p = f32[8] parameter(0)  q = f32[8] parameter(1)  z = f32[] constant(0)
            ROOT r = (f32[], f32[]) reduce(p, q, z, z), dimensions={0}, to_apply=both""",
            ADD_BOTH,
        ),
        Cost(14, 0, 72, 8),
    ),
    "reduce-window": (
        _entry(
            """p = f32[8,8] parameter(0)  z = f32[] constant(0)
            ROOT r = f32[4,4] reduce-window(p, z), window={size=2x2 stride=2x2}, to_apply=add""",
            ADD,
        ),
        Cost(48, 0, 260, 64),
    ),
    "reduce-window that reduces whole rows": (
        _entry(
            """p = f32[4,8] parameter(0)  z = f32[] constant(0)
            ROOT r = f32[4,8] reduce-window(p, z), window={size=1x15 pad=0_0x7_7}, to_apply=add""",
            ADD,
        ),
        Cost(4 + 7, 0, 132, 128),
    ),
    "select-and-scatter": (
        _entry(
            """p = f32[8] parameter(0)  q = f32[4] parameter(1)  z = f32[] constant(0)
            ROOT r = f32[8] select-and-scatter(p, q, z), window={size=2 stride=2}, select=gt, scatter=add""",
            ADD,
            GREATER,
        ),
        Cost(8, 0, 52, 32),
    ),
    "map": (
        _entry(
            "p = f32[8] parameter(0)  ROOT r = f32[8] map(p, p), dimensions={0}, to_apply=add",
            ADD_EXP,
        ),
        Cost(8, 8, 64, 32),
    ),
    "sort of two": (
        _entry(
            """p = f32[10] parameter(0)  q = f32[10] parameter(1)
            ROOT r = (f32[10], f32[10]) sort(p, q), dimensions={0}, to_apply=gt2""",
            "gt2 { a = f32[] parameter(0)  b = f32[] parameter(1)  c = f32[] parameter(2)  d = f32[] parameter(3)"
            "  ROOT g = pred[] compare(a, b), direction=GT }\n",
        ),
        Cost(40, 0, 80, 80),
    ),
    "slice": (_entry("p = f32[64] parameter(0)  ROOT r = f32[4] slice(p), slice={[8:12]}"), Cost(0, 0, 16, 16)),
    "dynamic-slice": (
        _entry("""p = f32[8,8] parameter(0)  i = s32[] parameter(1)
            ROOT r = f32[1,8] dynamic-slice(p, i, i), dynamic_slice_sizes={1,8}"""),
        Cost(0, 0, 36, 32),
    ),
    "dynamic-update-slice": (
        _entry("""p = f32[64] parameter(0)  u = f32[4] parameter(1)  i = s32[] parameter(2)
            ROOT r = f32[64] dynamic-update-slice(p, u, i)"""),
        Cost(0, 0, 20, 16),
    ),
    "gather": (
        _entry("""p = f32[100,8] parameter(0)  i = s32[5,1] parameter(1)
            ROOT r = f32[5,8] gather(p, i), offset_dims={1}, collapsed_slice_dims={0}, start_index_map={0},
            index_vector_dim=1, slice_sizes={1,8}"""),
        Cost(0, 0, 180, 160),
    ),
    "scatter": (
        _entry(
            """p = f32[100] parameter(0)  i = s32[5,1] parameter(1)  u = f32[5] parameter(2)
            ROOT r = f32[100] scatter(p, i, u), update_window_dims={}, inserted_window_dims={0},
            scatter_dims_to_operand_dims={0}, index_vector_dim=1, to_apply=add""",
            ADD,
        ),
        Cost(5, 0, 60, 20),
    ),
    "transpose that is a bitcast": (
        _entry("p = f32[2,3]{1,0} parameter(0)  ROOT r = f32[3,2]{0,1} transpose(p), dimensions={1,0}"),
        Cost(),
    ),
    "transpose that moves": (
        _entry("p = f32[2,3]{1,0} parameter(0)  ROOT r = f32[3,2]{1,0} transpose(p), dimensions={1,0}"),
        Cost(0, 0, 24, 24),
    ),
    "triangular-solve": (
        _entry("""a = f32[6,6] parameter(0)  b = f32[6,4] parameter(1)
            ROOT r = f32[6,4] triangular-solve(a, b), left_side=true, lower=true, transpose_a=NO_TRANSPOSE"""),
        Cost(2 * 6 * 24, 0, 72 + 96, 96),
    ),
    "cholesky": (_entry("a = f32[6,6] parameter(0)  ROOT r = f32[6,6] cholesky(a), lower=true"), Cost(72, 0, 72, 72)),
    "all-reduce": (
        _entry("p = f32[8] parameter(0)  ROOT r = f32[8] all-reduce(p), replica_groups={}, to_apply=add", ADD),
        Cost(8, 0, 32, 32),
    ),
    "random numbers": (
        _entry("""s = u64[2] parameter(0)
            ROOT r = (u64[2], u32[8]) rng-bit-generator(s), algorithm=rng_three_fry"""),
        Cost(0, 10, 16, 48),
    ),
    "infeed and outfeed": (
        _entry("""t = token[] after-all()  i = ((f32[4], s32[2]), token[]) infeed(t)
            d = (f32[4], s32[2]) get-tuple-element(i), index=0
            ROOT o = token[] outfeed(d, t), outfeed_shape=(f32[4], s32[2])"""),
        Cost(0, 0, 24, 24),
    ),
    "dynamic shape": (_entry("p = f32[<=8] parameter(0)  ROOT r = f32[<=8] negate(p)"), Cost(8, 0, 36, 36)),
    "custom-call": (
        _entry('p = f32[8] parameter(0)  c = f32[8] custom-call(p), custom_call_target="mine"  ROOT r = f32[8] abs(c)'),
        Cost(8, 0, 32 + 32, 32 + 32, 1),  # what it computes is unknown, what it takes and gives is not
    ),
    "call": (
        _entry(
            "p = f32[8] parameter(0)  ROOT r = f32[8] call(p), to_apply=inner",
            "inner { q = f32[8] parameter(0)  ROOT n = f32[8] negate(q) }\n",
        ),
        Cost(8, 0, 32, 32),
    ),
    "conditional": (
        _entry(
            """i = s32[] parameter(0)  p = f32[8] parameter(1)
            ROOT r = f32[8] conditional(i, p, p), branch_computations={one, two}""",
            "one { q = f32[8] parameter(0)  ROOT n = f32[8] negate(q) }\n",
            "two { q = f32[8] parameter(0)  c = f32[8] copy(q)  ROOT n = f32[8] tanh(c) }\n",
        ),
        Cost(8, 8, 64, 64),
    ),
    "asynchronous start": (
        _entry(
            """p = f32[8] parameter(0)  s = ((f32[8]), f32[16], u32[]) async-start(p), calls=inner
            ROOT d = f32[16] async-done(s)""",
            "inner { q = f32[8] parameter(0)  ROOT n = f32[16] concatenate(q, q), dimensions={0} }\n",
        ),
        Cost(0, 0, 64, 64),
    ),
    "fusion that starts": (
        _fusion(
            "p = f32[8] parameter(0)  e = f32[8] exponential(p)  ROOT r = f32[8] add(e, p)",
            "p = f32[8] parameter(0)  ROOT s = ((f32[8]), f32[8], u32[]) fusion-start(p)",
        ),
        Cost(8, 8, 32, 32),
    ),
    "custom fusion of a scatter": (
        _fusion(
            """p = f32[100] parameter(0)  i = s32[5,1] parameter(1)  u = f32[5] parameter(2)
            ROOT r = f32[100] scatter(p, i, u), update_window_dims={}, inserted_window_dims={0},
            scatter_dims_to_operand_dims={0}, index_vector_dim=1, to_apply=add""",
            "p = f32[100] parameter(0)  i = s32[5,1] parameter(1)  u = f32[5] parameter(2)"
            "  ROOT f = f32[100] fusion(p, i, u)",
            "kCustom",
            ADD,
        ),
        Cost(5, 0, 60, 20),
    ),
    "opaque": (
        _entry("p = opaque[] parameter(0)  ROOT r = f32[8] custom-call-like(p)").replace("custom-call-like", "copy"),
        Cost(0, 0, 8, 32),
    ),
    "fusion": (
        _fusion(
            "p = f32[8] parameter(0)  e = f32[8] exponential(p)  ROOT r = f32[8] add(e, p)",
            "p = f32[8] parameter(0)  ROOT f = f32[8] fusion(p)",
        ),
        Cost(8, 8, 32, 32),
    ),
    "fusion that reads slices": (
        _fusion(
            """p = f32[64] parameter(0)  i = s32[] parameter(1)  a = f32[4] slice(p), slice={[0:4]}
            b = f32[4] dynamic-slice(p, i), dynamic_slice_sizes={4}  ROOT r = f32[4] add(a, b)""",
            "p = f32[64] parameter(0)  i = s32[] parameter(1)  ROOT f = f32[4] fusion(p, i)",
        ),
        Cost(4, 0, 16 + 16 + 4, 16),
    ),
    "fusion that broadcasts and uses": (
        _fusion(
            """p = f32[8] parameter(0)  b = f32[4,8] broadcast(p), dimensions={1}  n = f32[8] negate(p)
            a = f32[8] abs(p)  ROOT t = (f32[4,8], f32[8], f32[8]) tuple(b, n, a)""",
            "p = f32[8] parameter(0)  ROOT f = (f32[4,8], f32[8], f32[8]) fusion(p)",
        ),
        Cost(16, 0, 64, 192),
    ),
    "fusion that updates in place": (
        _fusion(
            """p = f32[64] parameter(0)  u = f32[4] parameter(1)  i = s32[] parameter(2)
            ROOT r = f32[64] dynamic-update-slice(p, u, i)""",
            """p = f32[64] parameter(0)  u = f32[4] parameter(1)  i = s32[] parameter(2)
            ROOT f = f32[64] fusion(p, u, i)""",
        ),
        Cost(0, 0, 20, 16),
    ),
    "fusion of two results, one updated in place": (
        _fusion(
            """p = f32[64] parameter(0)  u = f32[4] parameter(1)  i = s32[] parameter(2)  n = f32[4] negate(u)
            d = f32[64] dynamic-update-slice(p, n, i)  ROOT t = (f32[64], f32[4]) tuple(d, n)""",
            """p = f32[64] parameter(0)  u = f32[4] parameter(1)  i = s32[] parameter(2)
            ROOT f = (f32[64], f32[4]) fusion(p, u, i)""",
        ),
        Cost(4, 0, 20, 32),
    ),
    "fusion with a constant array": (
        _fusion(
            """p = f32[2] parameter(0)  c = f32[2] constant({1, 2})  z = f32[] constant(3)
            b = f32[2] broadcast(z), dimensions={}  a = f32[2] add(p, b)  ROOT r = f32[2] add(a, c)""",
            "p = f32[2] parameter(0)  ROOT f = f32[2] fusion(p)",
        ),
        Cost(4, 0, 16, 8),
    ),
    "fusion of a tuple": (
        _fusion(
            """p = (f32[8], (f32[4], f32[2])) parameter(0)  a = f32[8] get-tuple-element(p), index=0
            i = (f32[4], f32[2]) get-tuple-element(p), index=1  b = f32[4] get-tuple-element(i), index=0
            c = f32[2] get-tuple-element(i), index=1
            ROOT r = f32[14] concatenate(a, b, c), dimensions={0}""",
            "p = (f32[8], (f32[4], f32[2])) parameter(0)  ROOT f = f32[14] fusion(p)",
        ),
        Cost(0, 0, 56, 56),
    ),
    "nested fusion": (
        _fusion(
            """p = f32[64] parameter(0)  i = f32[64] fusion(p), kind=kLoop, calls=inner
            s = f32[4] slice(i), slice={[0:4]}  ROOT r = f32[4] negate(s)""",
            "p = f32[64] parameter(0)  ROOT f = f32[4] fusion(p)",
            "kLoop",
            "inner { q = f32[64] parameter(0)  ROOT n = f32[64] negate(q) }\n",
        ),
        Cost(68, 0, 16, 16),
    ),
    "nested fusion that slices": (
        _fusion(
            """p = f32[64] parameter(0)  i = f32[4] fusion(p), kind=kLoop, calls=inner  ROOT r = f32[4] negate(i)""",
            "p = f32[64] parameter(0)  ROOT f = f32[4] fusion(p)",
            "kLoop",
            "inner { q = f32[64] parameter(0)  s = f32[4] slice(q), slice={[0:4]}  ROOT n = f32[4] negate(s) }\n",
        ),
        Cost(8, 0, 16, 16),
    ),
    "custom fusion of a gather": (
        _fusion(
            """p = f32[100,8] parameter(0)  i = s32[5,1] parameter(1)
            ROOT r = f32[5,8] gather(p, i), offset_dims={1}, collapsed_slice_dims={0}, start_index_map={0},
            index_vector_dim=1, slice_sizes={1,8}""",
            "p = f32[100,8] parameter(0)  i = s32[5,1] parameter(1)  ROOT f = f32[5,8] fusion(p, i)",
            "kCustom",
        ),
        Cost(0, 0, 180, 160),
    ),
    "custom fusion of a gather and more": (
        _fusion(
            """p = f32[100,8] parameter(0)  i = s32[5,1] parameter(1)
            g = f32[5,8] gather(p, i), offset_dims={1}, collapsed_slice_dims={0}, start_index_map={0},
            index_vector_dim=1, slice_sizes={1,8}  ROOT r = f32[5,8] negate(g)""",
            "p = f32[100,8] parameter(0)  i = s32[5,1] parameter(1)  ROOT f = f32[5,8] fusion(p, i)",
            "kCustom",
        ),
        Cost(0, 0, 180, 160),
    ),
}

LOOP = _entry(
    """p = (s32[], f32[8]) parameter(0)
    ROOT w = (s32[], f32[8]) while(p), condition=test, body=step%s""",
    """test { s = (s32[], f32[8]) parameter(0)  i = s32[] get-tuple-element(s), index=0  n = s32[] constant(5)
      ROOT l = pred[] compare(i, n), direction=LT }
    """,
    """step { s = (s32[], f32[8]) parameter(0)  i = s32[] get-tuple-element(s), index=0  one = s32[] constant(1)
      x = f32[8] get-tuple-element(s), index=1  y = f32[8] cosine(x)  j = s32[] add(i, one)
      ROOT t = (s32[], f32[8]) tuple(j, y) }
    """,
)
LOOP_BODY = Cost(1, 8, 8 + 32, 4 + 32 + 16)
EXAMPLES["loop, once"] = (LOOP % "", Cost(2, 8, 40 + 8, 52 + 1))
