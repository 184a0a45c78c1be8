"""Instructions without a shape, and the shape that XLA infers, with layouts spelled out.

Every one of them was judged by XLA's own parser, in jaxlib 0.10.2 and 0.12.0; tests/live/test_inference.py asks it again.
"""

# By XLA's parser (CanInferShape): the text must have the shape, whatever the rule might be.
DEMANDED = """all-gather all-reduce all-reduce-start all-to-all async-done bitcast bitcast-convert
collective-permute-start convert copy-start custom-call dynamic-slice dynamic-update-slice fusion infeed iota outfeed
recv reduce-precision reshape rng rng-bit-generator send slice stochastic-convert""".split()


PREAMBLE = """HloModule m
add {
  x = f32[] parameter(0)
  y = f32[] parameter(1)
  ROOT sum = f32[] add(x, y)
}
add_bf16 {
  x = bf16[] parameter(0)
  y = bf16[] parameter(1)
  ROOT sum = bf16[] add(x, y)
}
add_bf16_to_f32 {
  x = f32[] parameter(0)
  y = bf16[] parameter(1)
  ROOT sum = f32[] add(x, x)
}
less {
  x = f32[] parameter(0)
  y = f32[] parameter(1)
  ROOT is_less = pred[] compare(x, y), direction=LT
}
less_pairs {
  x = f32[] parameter(0)
  y = f32[] parameter(1)
  n = s32[] parameter(2)
  m = s32[] parameter(3)
  ROOT is_less = pred[] compare(x, y), direction=LT
}
add_pairs {
  x = f32[] parameter(0)
  n = s32[] parameter(1)
  y = f32[] parameter(2)
  m = s32[] parameter(3)
  ROOT sums = (f32[], s32[]) tuple(x, m)
}
to_int {
  x = f32[] parameter(0)
  ROOT n = s32[] convert(x)
}
turn {
  x = (f32[4,6]{0,1}, s32[]) parameter(0)
  ROOT y = (f32[4,6], s32[]) copy(x)
}
turn_bounded {
  x = (f32[4,6], s32[]) parameter(0)
  ROOT y = (f32[4,<=6], s32[]) custom-call(x), custom_call_target="turn"
}
turn_unbounded {
  x = (f32[4,6], s32[]) parameter(0)
  ROOT y = (f32[?,6], s32[]) custom-call(x), custom_call_target="turn"
}
always {
  x = (f32[4,6], s32[]) parameter(0)
  ROOT yes = pred[] constant(true)
}
same {
  x = f32[4,6] parameter(0)
  ROOT y = f32[4,6]{0,1} copy(x)
}
same_bounded {
  x = f32[4,6] parameter(0)
  ROOT y = f32[<=4,6]{1,0} custom-call(x), custom_call_target="same"
}
step {
  x = f32[6] parameter(0)
  y = f32[6] parameter(1)
  ROOT both = (f32[6], f32[6]) tuple(x, y)
}
step_by_column {
  x = f32[4,6]{0,1} parameter(0)
  y = f32[4,6] parameter(1)
  ROOT sum = f32[4,6]{0,1} add(x, x)
}
steps_by_column {
  x = f32[4,6]{0,1} parameter(0)
  y = f32[4,6] parameter(1)
  ROOT both = (f32[4,6]{0,1}, f32[4,6]{0,1}) tuple(y, x)
}
ENTRY e {
  f32s = f32[4,6]{0,1} parameter(0)
  c64s = c64[4,6] parameter(1)
  number = s32[] parameter(2)
  preds = pred[4,6] parameter(3)
  zero = f32[] constant(0)
  order = token[] parameter(4)
  bf16s = bf16[4,6] parameter(5)
  packed = s4[4,6]{1,0:E(4)} parameter(6)
  tiled = f32[4,6]{1,0:T(8,128)S(5)} parameter(7)
  pair = (f32[4,6], s32[]) parameter(8)
  u32s = u32[4,6] parameter(9)
  bounded = f32[<=4,6] parameter(10)
  unbounded = f32[?,6] parameter(11)
  nested = ((f32[4]), f32[4], u32[]) parameter(12)
  f16s = f16[4,6] parameter(13)
  f64s = f64[4,6] parameter(14)
  unknown_sizes = f32[?,?] parameter(15)
  f8s = f8e4m3fn[4,6] parameter(16)
  row = f32[1,6] parameter(17)
  four = f32[4] parameter(18)
  bounded_columns = f32[4,<=6] parameter(19)
  stack = f32[5,4,6] parameter(20)
  other_stack = f32[5,6,7] parameter(21)
  bounded_stack = f32[<=5,6,<=7] parameter(22)
  unbounded_stack = f32[?,6,?] parameter(23)
  image = f32[2,8,9,3] parameter(24)
  kernel = f32[3,3,3,16] parameter(25)
  bounded_image = f32[<=2,<=8,9,3] parameter(26)
  unbounded_image = f32[?,?,9,3] parameter(27)
  s32s = s32[4,6]{0,1} parameter(28)
  s8s = s8[4,6] parameter(29)
  bf16_zero = bf16[] parameter(30)
  s32_zero = s32[] parameter(31)
  tiled_stack = f32[2,3,4]{2,0,1:T(4)} parameter(32)
  squares = f32[2,4,4]{1,2,0} parameter(33)
  right_sides = f32[2,4,3] parameter(34)
  indices = s32[7,2] parameter(35)
  row_numbers = s32[7] parameter(36)
  bounded_indices = s32[<=7,2] parameter(37)
  updates = f32[7,3] parameter(38)
  table = f32[8,9,3] parameter(39)
  flag = pred[] parameter(40)
  sources = f32[2,5] parameter(41)
  five_sizes = s32[5] parameter(42)
  five_groups = f32[5,6,7] parameter(43)
  c64s_by_column = c64[4,6]{0,1} parameter(44)
  unbounded_indices = s32[?,2] parameter(45)
  bounded_row = f32[<=1,6] parameter(46)
  six = f32[6] parameter(47)
  unpacked = s4[4,6] parameter(48)
  f4s_packed = f4e2m1fn[4,6]{1,0:E(4)} parameter(49)
  f4s = f4e2m1fn[4,6] parameter(50)
  s4_zero = s4[] constant(0)
  preds_by_column = pred[4,6]{0,1:E(8)} parameter(51)
  f8_exponents = f8e8m0fnu[4,6] parameter(52)
  f8e5m2s = f8e5m2[4,6] parameter(53)
  f8e4m3s = f8e4m3[4,6] parameter(54)
  f8e4m3b11s = f8e4m3b11fnuz[4,6] parameter(55)
  f8e3m4s = f8e3m4[4,6] parameter(56)
  s64s = s64[4,6] parameter(57)
  u8s = u8[4,6] parameter(58)
  s16s = s16[4,6] parameter(59)
  u4s = u4[4,6] parameter(60)
  c128s = c128[4,6] parameter(61)
  unbounded_by_column = f32[?,6]{0,1} parameter(62)
  bounded_by_column = f32[<=4,6]{0,1} parameter(63)
  bounded_preds = pred[<=4,6]{0,1} parameter(64)
  unbounded_preds = pred[?,6]{0,1} parameter(65)
  seven = f32[7,4,6] parameter(66)
  seven_by_column = f32[7,4,6]{0,1,2} parameter(67)
  three_sizes = s32[3] parameter(68)
  unbounded_columns = f32[4,?] parameter(69)
  batched_indices = s32[7,4,2] parameter(70)
  seven_last = f32[4,6,7] parameter(71)
"""

ELEMENTS = """
abs(c64s) => f32[4,6]{1,0}
abs(packed) => s4[4,6]{1,0:E(4)}
abs(f32s) => f32[4,6]{0,1}
real(c64s) => f32[4,6]{1,0}
imag(c64s) => f32[4,6]{1,0}
real(f32s) => f32[4,6]{0,1}
is-finite(f32s) => pred[4,6]{0,1}
is-finite(tiled) => pred[4,6]{1,0:T(8,128)S(5)}
is-finite(f8s) => pred[4,6]{1,0}
compare(packed, packed), direction=LT => pred[4,6]{1,0}
compare(f32s, f32s), direction=LT => pred[4,6]{0,1}
compare(tiled, f32s), direction=LT => pred[4,6]{1,0:T(8,128)S(5)}
compare(f32s, tiled), direction=LT => pred[4,6]{0,1}
compare(f32s, zero), direction=LT => pred[4,6]{1,0}
complex(f32s, f32s) => c64[4,6]{0,1}
complex(f64s, f64s) => c128[4,6]{1,0}
complex(tiled, f32s) => c64[4,6]{1,0:T(8,128)S(5)}
add(f32s, bf16s) => f32[4,6]{0,1}
add(bf16s, f32s) => f32[4,6]{1,0}
add(bf16s, f16s) => bf16[4,6]{1,0}
add(f16s, bf16s) => bf16[4,6]{1,0}
add(f16s, f32s) => f32[4,6]{1,0}
add(f32s, f64s) => f64[4,6]{0,1}
add(f8s, bf16s) => bf16[4,6]{1,0}
add(f8s, f16s) => f16[4,6]{1,0}
add(f8s, f32s) => f32[4,6]{1,0}
add(preds, preds) => pred[4,6]{1,0}
multiply(preds, preds) => pred[4,6]{1,0}
add(f32s, zero) => f32[4,6]{1,0}
add(zero, f32s) => f32[4,6]{1,0}
add(f32s, row) => f32[4,6]{1,0}
add(row, f32s) => f32[4,6]{1,0}
add(tiled, f32s) => f32[4,6]{1,0:T(8,128)S(5)}
add(f32s, tiled) => f32[4,6]{0,1}
add(bf16s, tiled) => f32[4,6]{1,0}
add(tiled, bf16s) => f32[4,6]{1,0:T(8,128)S(5)}
add(bounded, f32s) => f32[<=4,6]{1,0}
add(f32s, bounded) => f32[<=4,6]{0,1}
add(bounded, bounded_columns) => f32[<=4,<=6]{1,0}
add(unbounded, f32s) => f32[4,6]{1,0}
add(f32s, unbounded) => f32[4,6]{1,0}
add(unbounded, bounded) => f32[<=4,6]{1,0}
add(bounded, unbounded) => f32[<=4,6]{1,0}
add(unbounded, unknown_sizes) => f32[?,6]{1,0}
add(unbounded, zero) => f32[?,6]{1,0}
add(unbounded, row) => f32[?,6]{1,0}
add(row, unbounded) => f32[?,6]{1,0}
add(row, bounded) => f32[<=4,6]{1,0}
shift-left(f32s, f32s) => f32[4,6]{0,1}
shift-left(u32s, u32s) => u32[4,6]{1,0}
atan2(f32s, bf16s) => f32[4,6]{0,1}
power(c64s, c64s) => c64[4,6]{1,0}
not(preds) => pred[4,6]{1,0}
not(u32s) => u32[4,6]{1,0}
negate(c64s) => c64[4,6]{1,0}
sign(c64s) => c64[4,6]{1,0}
ceil(tiled) => f32[4,6]{1,0:T(8,128)S(5)}
popcnt(u32s) => u32[4,6]{1,0}
count-leading-zeros(u32s) => u32[4,6]{1,0}
cosine(c64s) => c64[4,6]{1,0}
tan(f32s) => f32[4,6]{0,1}
erf(f32s) => f32[4,6]{0,1}
acos(f32s) => f32[4,6]{0,1}
acosh(f32s) => f32[4,6]{0,1}
asin(f32s) => f32[4,6]{0,1}
sinh(f32s) => f32[4,6]{0,1}
cosh(f32s) => f32[4,6]{0,1}
atanh(f32s) => f32[4,6]{0,1}
exponential(unbounded) => f32[?,6]{1,0}
select(preds, f32s, bf16s) => f32[4,6]{1,0}
select(preds, bf16s, f32s) => f32[4,6]{1,0}
select(preds, f32s, tiled) => f32[4,6]{1,0}
select(preds, tiled, f32s) => f32[4,6]{1,0}
select(preds, bounded, f32s) => f32[<=4,6]{1,0}
select(preds, unbounded, f32s) => f32[4,6]{1,0}
select(preds, f32s, unbounded) => f32[4,6]{1,0}
select(preds, preds, preds) => pred[4,6]{1,0}
clamp(zero, f32s, zero) => f32[4,6]{0,1}
clamp(f32s, f32s, f32s) => f32[4,6]{0,1}
clamp(f32s, bf16s, f32s) => bf16[4,6]{1,0}
clamp(bf16s, f32s, bf16s) => f32[4,6]{0,1}
clamp(f32s, tiled, f32s) => f32[4,6]{1,0:T(8,128)S(5)}
clamp(f32s, bounded, f32s) => f32[<=4,6]{1,0}
clamp(zero, unbounded, zero) => f32[?,6]{1,0}
clamp(f32s, unbounded, f32s) => f32[?,6]{1,0}
map(f32s), to_apply=to_int, dimensions={0,1} => s32[4,6]{1,0}
map(bounded), to_apply=to_int, dimensions={0,1} => s32[<=4,6]{1,0}
map(unbounded), to_apply=to_int, dimensions={0,1} => s32[?,6]{1,0}
map(f32s, f32s), to_apply=add, dimensions={0,1} => f32[4,6]{1,0}
map(f32s, zero), to_apply=add, dimensions={0,1} => f32[4,6]{1,0}
map(zero, f32s), to_apply=add, dimensions={0,1} => f32[4,6]{1,0}
select(flag, f32s, bf16s) => f32[4,6]{0,1}
select(flag, f32s, bounded) => f32[<=4,6]{0,1}
select(flag, unbounded, bounded) => f32[<=4,6]{1,0}
select(preds, unbounded, bounded) => f32[<=4,6]{1,0}
select(preds, unbounded, unbounded) => f32[?,6]{1,0}
select(preds, unbounded, unknown_sizes) => f32[?,6]{1,0}
select(flag, zero, zero) => f32[]
select(flag, four, four) => f32[4]{0}
clamp(zero, f32s, f32s) => f32[4,6]{0,1}
clamp(bf16_zero, f32s, zero) => f32[4,6]{0,1}
clamp(zero, bounded, zero) => f32[<=4,6]{1,0}
clamp(bounded, f32s, bounded) => f32[4,6]{0,1}
add(bounded_row, row) => f32[<=1,6]{1,0}
add(bounded_row, f32s) => f32[4,6]{1,0}
add(bounded_row, unbounded) => f32[?,6]{1,0}
add(unbounded, bounded_row) => f32[?,6]{1,0}
add(bounded_row, bounded) => f32[<=4,6]{1,0}
compare(unbounded, f32s), direction=LT => pred[4,6]{1,0}
compare(bounded, zero), direction=EQ => pred[<=4,6]{1,0}
compare(c64s, c64s), direction=EQ => pred[4,6]{1,0}
add(unknown_sizes, unbounded) => f32[?,6]{1,0}
add(unknown_sizes, bounded) => f32[<=4,6]{1,0}
add(unknown_sizes, row) => f32[?,6]{1,0}
add(packed, packed) => s4[4,6]{1,0:E(4)}
real(c64s_by_column) => f32[4,6]{0,1}
abs(c64s_by_column) => f32[4,6]{0,1}
real(tiled) => f32[4,6]{1,0:T(8,128)S(5)}
real(zero) => f32[]
is-finite(bf16s) => pred[4,6]{1,0}
asin(c64s) => c64[4,6]{1,0}
acos(c64s) => c64[4,6]{1,0}
atanh(c64s) => c64[4,6]{1,0}
sinh(c64s) => c64[4,6]{1,0}
cosh(c64s) => c64[4,6]{1,0}
round-nearest-even(f32s) => f32[4,6]{0,1}
exponential-minus-one(c64s) => c64[4,6]{1,0}
log-plus-one(c64s) => c64[4,6]{1,0}
logistic(c64s) => c64[4,6]{1,0}
rsqrt(c64s) => c64[4,6]{1,0}
sqrt(c64s) => c64[4,6]{1,0}
tanh(c64s) => c64[4,6]{1,0}
tan(c64s) => c64[4,6]{1,0}
abs(s8s) => s8[4,6]{1,0}
negate(packed) => s4[4,6]{1,0:E(4)}
negate(u32s) => u32[4,6]{1,0}
select(preds, packed, packed) => s4[4,6]{1,0:E(4)}
select(flag, packed, packed) => s4[4,6]{1,0:E(4)}
select(preds, unpacked, unpacked) => s4[4,6]{1,0}
select(preds, unpacked, packed) => s4[4,6]{1,0}
select(preds_by_column, f32s, f32s) => f32[4,6]{0,1}
select(preds_by_column, packed, packed) => s4[4,6]{0,1:E(4)}
compare(unpacked, unpacked), direction=LT => pred[4,6]{1,0}
compare(preds_by_column, preds_by_column), direction=EQ => pred[4,6]{0,1}
add(unpacked, unpacked) => s4[4,6]{1,0}
add(unpacked, packed) => s4[4,6]{1,0}
add(f4s_packed, f32s) => f32[4,6]{1,0}
add(f32s, f4s_packed) => f32[4,6]{0,1}
add(f4s, f32s) => f32[4,6]{1,0}
add(f4s_packed, f8s) => f8e4m3fn[4,6]{1,0}
add(f8s, f4s_packed) => f8e4m3fn[4,6]{1,0}
add(f4s_packed, f4s) => f4e2m1fn[4,6]{1,0:E(4)}
is-finite(f4s_packed) => pred[4,6]{1,0}
not(preds_by_column) => pred[4,6]{0,1:E(8)}
abs(unpacked) => s4[4,6]{1,0}
add(s4_zero, packed) => s4[4,6]{1,0}
add(packed, s4_zero) => s4[4,6]{1,0}
select(preds, packed, unpacked) => s4[4,6]{1,0:E(4)}
select(flag, unpacked, packed) => s4[4,6]{1,0}
clamp(s4_zero, packed, s4_zero) => s4[4,6]{1,0:E(4)}
map(f32s), dimensions={0,1}, to_apply={ x = f32[] parameter(0) ROOT rr = s4[] convert(x) } => s4[4,6]{1,0}
add(add(f32s, f32s), f32s) => f32[4,6]{0,1}
add(broadcast(zero), zero) => f32[]
add(unbounded_by_column, unbounded) => f32[?,6]{1,0}
add(unbounded_by_column, unbounded_by_column) => f32[?,6]{1,0}
add(unbounded_by_column, f32s) => f32[4,6]{1,0}
add(f32s, bounded_by_column) => f32[<=4,6]{0,1}
add(unbounded, unbounded_columns) => f32[4,6]{1,0}
add(unbounded_columns, unbounded) => f32[4,6]{1,0}
add(row, unbounded_by_column) => f32[?,6]{1,0}
add(unknown_sizes, row) => f32[?,6]{1,0}
select(bounded_preds, f32s, f32s) => f32[<=4,6]{0,1}
select(unbounded_preds, f32s, f32s) => f32[?,6]{0,1}
select(unbounded_preds, unbounded, f32s) => f32[4,6]{0,1}
select(bounded_preds, unbounded, f32s) => f32[4,6]{0,1}
select(bounded_preds, bounded, f32s) => f32[<=4,6]{0,1}
select(preds, unbounded_columns, unbounded) => f32[4,6]{1,0}
select(unbounded_preds, row, unbounded) => f32[1,6]{0,1}
select(flag, unbounded, row) => f32[1,6]{1,0}
select(flag, row, unbounded) => f32[1,6]{1,0}
select(flag, f32s, tiled) => f32[4,6]{0,1}
select(preds, bounded, unbounded) => f32[<=4,6]{1,0}
clamp(unbounded, f32s, unbounded) => f32[4,6]{0,1}
clamp(f32s, unbounded_columns, f32s) => f32[4,?]{1,0}
map(unknown_sizes), to_apply=to_int, dimensions={0,1} => s32[?,?]{1,0}
map(f32s, unbounded), to_apply=add, dimensions={0,1} => f32[4,6]{1,0}
map(bounded, f32s), to_apply=add, dimensions={0,1} => f32[<=4,6]{1,0}
map(f32s, bounded), to_apply=add, dimensions={0,1} => f32[4,6]{1,0}
map(zero, bounded), to_apply=add, dimensions={0,1} => f32[<=4,6]{1,0}
"""

PLACES = """
get-dimension-size(f32s), dimensions={0} => s32[]
set-dimension-size(f32s, number), dimensions={0} => f32[<=4,6]{0,1}
set-dimension-size(tiled, number), dimensions={0} => f32[<=4,6]{1,0:T(8,128)S(5)}
set-dimension-size(unbounded, number), dimensions={0} => f32[?,6]{1,0}
broadcast(f32s), dimensions={2,3} => f32[2,3,4,6]{3,2,1,0}
broadcast(f32s), dimensions={} => f32[4,6]{1,0}
broadcast(zero), dimensions={} => f32[]
broadcast(zero) => f32[]
broadcast(bounded), dimensions={3} => f32[3,<=4,6]{2,1,0}
broadcast(tiled), dimensions={3} => f32[3,4,6]{2,1,0}
transpose(f32s), dimensions={1,0} => f32[6,4]{1,0}
transpose(bf16s), dimensions={1,0} => bf16[6,4]{0,1}
transpose(tiled_stack), dimensions={2,0,1} => f32[4,2,3]{0,1,2:T(4)}
transpose(stack), dimensions={2,0,1} => f32[6,5,4]{0,2,1}
transpose(bounded), dimensions={1,0} => f32[6,<=4]{0,1}
transpose(unbounded), dimensions={1,0} => f32[6,?]{0,1}
transpose(f32s), dimensions={0,1} => f32[4,6]{0,1}
transpose(zero), dimensions={} => f32[]
reverse(f32s), dimensions={0} => f32[4,6]{0,1}
reverse(unbounded), dimensions={0} => f32[?,6]{1,0}
reverse(tiled), dimensions={0,1} => f32[4,6]{1,0:T(8,128)S(5)}
concatenate(f32s, f32s), dimensions={0} => f32[8,6]{1,0}
concatenate(f32s, tiled), dimensions={0} => f32[8,6]{1,0}
concatenate(f32s, bf16s), dimensions={0} => f32[8,6]{1,0}
concatenate(bf16s, f32s, f32s), dimensions={1} => f32[4,18]{1,0}
concatenate(bounded, f32s), dimensions={0} => f32[<=8,6]{1,0}
concatenate(bounded, bounded), dimensions={0} => f32[<=8,6]{1,0}
concatenate(f32s, bounded), dimensions={1} => f32[<=4,12]{1,0}
concatenate(unbounded, f32s), dimensions={0} => f32[?,6]{1,0}
concatenate(unbounded, f32s), dimensions={1} => f32[4,12]{1,0}
concatenate(f32s, unbounded), dimensions={1} => f32[4,12]{1,0}
concatenate(unbounded, bounded), dimensions={1} => f32[<=4,12]{1,0}
concatenate(bounded, unbounded), dimensions={1} => f32[<=4,12]{1,0}
concatenate(unbounded, unbounded), dimensions={0} => f32[?,6]{1,0}
concatenate(unbounded, bounded), dimensions={0} => f32[?,6]{1,0}
concatenate(f32s), dimensions={0} => f32[4,6]{1,0}
pad(f32s, zero), padding=1_1x2_3_1 => f32[6,16]{1,0}
pad(f32s, zero), padding=-1_-1x2_3 => f32[2,11]{1,0}
pad(bounded, zero), padding=0_0x2_3 => f32[<=4,11]{1,0}
pad(unbounded, zero), padding=0_0x2_3 => f32[?,11]{1,0}
pad(unbounded, zero), padding=1_0x2_3 => f32[?,11]{1,0}
pad(bf16s, zero), padding=0_0x2_3 => f32[4,11]{1,0}
pad(f32s, bf16_zero), padding=0_0x2_3 => f32[4,11]{1,0}
pad(s32s, s32_zero), padding=0_0x2_3 => s32[4,11]{1,0}
reverse(packed), dimensions={0} => s4[4,6]{1,0:E(4)}
transpose(packed), dimensions={1,0} => s4[6,4]{0,1:E(4)}
get-dimension-size(unbounded), dimensions={0} => s32[]
get-dimension-size(bounded), dimensions={0} => s32[]
set-dimension-size(bounded, number), dimensions={1} => f32[<=4,<=6]{1,0}
broadcast(packed), dimensions={3} => s4[3,4,6]{2,1,0}
concatenate(packed, packed), dimensions={0} => s4[8,6]{1,0}
set-dimension-size(packed, number), dimensions={0} => s4[<=4,6]{1,0:E(4)}
concatenate(f4s_packed, f32s), dimensions={0} => f32[8,6]{1,0}
pad(packed, s4_zero), padding=0_0x0_0 => s4[4,6]{1,0}
transpose(f4s_packed), dimensions={1,0} => f4e2m1fn[6,4]{0,1:E(4)}
concatenate(unbounded, f32s, bounded), dimensions={1} => f32[<=4,18]{1,0}
concatenate(bounded, f32s, unbounded), dimensions={1} => f32[<=4,18]{1,0}
concatenate(unbounded, bounded, unbounded, f32s), dimensions={1} => f32[<=4,24]{1,0}
concatenate(unknown_sizes, unbounded), dimensions={1} => f32[?,?]{1,0}
concatenate(unknown_sizes, bounded), dimensions={1} => f32[<=4,?]{1,0}
concatenate(unknown_sizes, f32s), dimensions={1} => f32[4,?]{1,0}
transpose(unbounded_by_column), dimensions={1,0} => f32[6,?]{1,0}
transpose(bounded_by_column), dimensions={1,0} => f32[6,<=4]{1,0}
set-dimension-size(unbounded_by_column, number), dimensions={1} => f32[?,<=6]{0,1}
concatenate(f32s, bounded_by_column, row), dimensions={0} => f32[<=9,6]{1,0}
"""

PRODUCTS = """
dot(f32s, f32s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f32[4,4]{1,0}
dot(f32s, six) => f32[4,6,6]{2,1,0}
dot(f32s, f32s) => f32[4,6,4,6]{3,2,1,0}
dot(zero, f32s) => f32[4,6]{1,0}
dot(f32s, bf16s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f32[4,4]{1,0}
dot(bf16s, bf16s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => bf16[4,4]{1,0}
dot(s8s, s8s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => s8[4,4]{1,0}
dot(s8s, s32s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => s32[4,4]{1,0}
dot(s32s, s8s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => s32[4,4]{1,0}
dot(s32s, f32s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f32[4,4]{1,0}
dot(u32s, s32s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => s32[4,4]{1,0}
dot(c64s, c64s_by_column), lhs_contracting_dims={1}, rhs_contracting_dims={1} => c64[4,4]{1,0}
dot(c64s, f32s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => c64[4,4]{1,0}
dot(preds, preds), lhs_contracting_dims={1}, rhs_contracting_dims={1} => pred[4,4]{1,0}
dot(packed, s8s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => s8[4,4]{1,0}
dot(packed, packed), lhs_contracting_dims={1}, rhs_contracting_dims={1} => s4[4,4]{1,0}
dot(f8s, f8s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f8e4m3fn[4,4]{1,0}
dot(stack, other_stack), lhs_batch_dims={0}, rhs_batch_dims={0}, lhs_contracting_dims={2}, rhs_contracting_dims={1} => f32[5,4,7]{2,1,0}
dot(stack, bounded_stack), lhs_batch_dims={0}, rhs_batch_dims={0}, lhs_contracting_dims={2}, rhs_contracting_dims={1} => f32[5,4,<=7]{2,1,0}
dot(bounded_stack, bounded_stack), lhs_batch_dims={0}, rhs_batch_dims={0}, lhs_contracting_dims={1}, rhs_contracting_dims={1} => f32[<=5,<=7,<=7]{2,1,0}
dot(stack, unbounded_stack), lhs_batch_dims={0}, rhs_batch_dims={0}, lhs_contracting_dims={2}, rhs_contracting_dims={1} => f32[5,4,?]{2,1,0}
dot(unbounded_stack, stack), lhs_batch_dims={0}, rhs_batch_dims={0}, lhs_contracting_dims={1}, rhs_contracting_dims={2} => f32[?,?,4]{2,1,0}
dot(unbounded_stack, bounded_stack), lhs_batch_dims={0}, rhs_batch_dims={0}, lhs_contracting_dims={1}, rhs_contracting_dims={1} => f32[?,?,<=7]{2,1,0}
dot(unbounded_stack, unbounded_stack), lhs_batch_dims={0}, rhs_batch_dims={0}, lhs_contracting_dims={1}, rhs_contracting_dims={1} => f32[?,?,?]{2,1,0}
dot(unbounded, f32s), lhs_contracting_dims={0}, rhs_contracting_dims={0} => f32[6,6]{1,0}
dot(tiled, tiled), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f32[4,4]{1,0}
ragged-dot(f32s, five_groups, five_sizes), lhs_contracting_dims={1}, rhs_contracting_dims={1}, lhs_ragged_dims={0}, rhs_group_dims={0} => f32[4,7]{1,0}
ragged-dot(f32s, stack, five_sizes), lhs_contracting_dims={1}, rhs_contracting_dims={2}, lhs_ragged_dims={0}, rhs_group_dims={0} => f32[4,4]{1,0}
ragged-dot(f32s, f32s, five_sizes), lhs_contracting_dims={0}, rhs_contracting_dims={0}, lhs_ragged_dims={0} => f32[5,6,6]{2,1,0}
ragged-dot(f32s, f32s, five_sizes), lhs_contracting_dims={0}, rhs_contracting_dims={0}, lhs_ragged_dims={0}, rhs_group_dims={} => f32[5,6,6]{2,1,0}
ragged-dot(stack, stack, five_sizes), lhs_contracting_dims={1}, rhs_contracting_dims={1}, lhs_batch_dims={0}, rhs_batch_dims={0}, lhs_ragged_dims={0}, rhs_group_dims={} => f32[5,6,6]{2,1,0}
ragged-dot(stack, stack, five_sizes), lhs_contracting_dims={1}, rhs_contracting_dims={1}, lhs_batch_dims={0}, rhs_batch_dims={0}, lhs_ragged_dims={1}, rhs_group_dims={} => f32[5,5,6,6]{3,2,1,0}
ragged-dot(bf16s, five_groups, five_sizes), lhs_contracting_dims={1}, rhs_contracting_dims={1}, lhs_ragged_dims={0}, rhs_group_dims={0} => f32[4,7]{1,0}
ragged-dot(bounded, five_groups, five_sizes), lhs_contracting_dims={1}, rhs_contracting_dims={1}, lhs_ragged_dims={0}, rhs_group_dims={0} => f32[<=4,7]{1,0}
ragged-dot(unbounded, five_groups, five_sizes), lhs_contracting_dims={1}, rhs_contracting_dims={1}, lhs_ragged_dims={0}, rhs_group_dims={0} => f32[?,7]{1,0}
scaled-dot(f32s, f32s, f32s, f32s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f32[4,4]{1,0}
scaled-dot(f32s, zero, six, zero), lhs_contracting_dims={1}, rhs_contracting_dims={0} => f32[4]{0}
scaled-dot(f8s, f8s, zero, zero) => f32[4,6]{1,0}
dot(dot(zero, zero), f32s) => f32[4,6]{1,0}
ragged-dot(seven, seven, three_sizes), lhs_contracting_dims={1}, rhs_contracting_dims={1}, lhs_batch_dims={0}, rhs_batch_dims={0}, lhs_ragged_dims={1}, rhs_group_dims={} => f32[3,7,6,6]{3,2,1,0}
ragged-dot(u32s, packed, three_sizes), lhs_contracting_dims={0}, rhs_contracting_dims={0}, lhs_ragged_dims={0}, rhs_group_dims={} => u32[3,6,6]{2,1,0}
dot(preds, u4s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => u4[4,4]{1,0}
dot(u4s, packed), lhs_contracting_dims={1}, rhs_contracting_dims={1} => s4[4,4]{1,0}
dot(packed, u8s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => u8[4,4]{1,0}
dot(u8s, s8s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => s8[4,4]{1,0}
dot(s8s, s16s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => s16[4,4]{1,0}
dot(s16s, u32s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => u32[4,4]{1,0}
dot(s32s, s64s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => s64[4,4]{1,0}
dot(s64s, f4s_packed), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f4e2m1fn[4,4]{1,0}
dot(f4s_packed, f8e3m4s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f8e3m4[4,4]{1,0}
dot(f8e3m4s, f8e4m3b11s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f8e4m3b11fnuz[4,4]{1,0}
dot(f8e4m3b11s, f8e4m3s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f8e4m3[4,4]{1,0}
dot(f8e4m3s, f8s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f8e4m3fn[4,4]{1,0}
dot(f8s, f8e5m2s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f8e5m2[4,4]{1,0}
dot(f8e5m2s, f16s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f16[4,4]{1,0}
dot(f16s, f8_exponents), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f8e8m0fnu[4,4]{1,0}
dot(f8_exponents, bf16s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => bf16[4,4]{1,0}
dot(bf16s, f32s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f32[4,4]{1,0}
dot(f32s, f64s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => f64[4,4]{1,0}
dot(f64s, c64s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => c64[4,4]{1,0}
dot(c64s, c128s), lhs_contracting_dims={1}, rhs_contracting_dims={1} => c128[4,4]{1,0}
"""

WINDOWS = """
convolution(image, kernel), window={size=3x3}, dim_labels=b01f_01io->b01f => f32[2,6,7,16]{3,2,1,0}
convolution(image, kernel), window={size=3x3 pad=1_1x1_1 stride=2x2}, dim_labels=b01f_01io->f0b1 => f32[16,4,2,5]{3,2,1,0}
convolution(image, kernel), window={size=3x3 lhs_dilate=2x1 rhs_dilate=1x2}, dim_labels=b01f_01io->b01f => f32[2,13,5,16]{3,2,1,0}
convolution(bounded_image, kernel), window={size=3x3}, dim_labels=b01f_01io->b01f => f32[<=2,<=6,7,16]{3,2,1,0}
convolution(unbounded_image, kernel), window={size=3x3}, dim_labels=b01f_01io->b01f => f32[?,?,7,16]{3,2,1,0}
convolution(f32s, f32s), dim_labels=bf_oi->bf => f32[4,4]{1,0}
convolution(f32s, bf16s), dim_labels=bf_oi->bf => f32[4,4]{1,0}
convolution(s8s, s32s), dim_labels=bf_oi->bf => s32[4,4]{1,0}
convolution(s8s, f32s), dim_labels=bf_oi->bf => f32[4,4]{1,0}
convolution(image, kernel), window={size=3x3}, dim_labels=b01f_01io->b01f, batch_group_count=2 => f32[1,6,7,16]{3,2,1,0}
reduce-window(f32s, zero), window={size=2x2}, to_apply=add => f32[3,5]{1,0}
reduce-window(f32s, zero), window={size=2x2 stride=2x3 pad=1_1x0_0}, to_apply=add => f32[3,2]{1,0}
reduce-window(bf16s, zero), window={size=2x2}, to_apply=add => f32[3,5]{1,0}
reduce-window(f32s, bf16_zero), window={size=2x2}, to_apply=add_bf16 => bf16[3,5]{1,0}
reduce-window(bounded, zero), window={size=2x2}, to_apply=add => f32[<=3,5]{1,0}
reduce-window(unbounded, zero), window={size=2x2}, to_apply=add => f32[?,5]{1,0}
reduce-window(zero, zero), to_apply=add => f32[]
reduce-window(f32s, zero), window={size=9x9}, to_apply=add => f32[0,0]{1,0}
select-and-scatter(tiled, sources, zero), window={size=2x2 stride=2x1}, select=less, scatter=add => f32[4,6]{1,0:T(8,128)S(5)}
reduce-window(packed, s4_zero), window={size=2x2}, to_apply={ x = s4[] parameter(0) y = s4[] parameter(1) ROOT rr = s4[] add(x, y) } => s4[3,5]{1,0}
select-and-scatter(f32s, sources, zero), window={size=2x2 stride=2x1}, select={ x = f32[] parameter(0) y = f32[] parameter(1) ROOT rr = pred[] compare(x, y), direction=LT }, scatter=add => f32[4,6]{0,1}
reduce-window(unbounded_by_column, zero), window={size=2x2 stride=2x2 pad=1_1x1_1}, to_apply=add => f32[?,4]{1,0}
reduce-window(bounded_by_column, zero), window={size=2x2 stride=2x2 pad=1_1x1_1 rhs_dilate=2x1 lhs_dilate=1x3}, to_apply=add => f32[<=2,9]{1,0}
convolution(unbounded_by_column, f32s), dim_labels=bf_oi->bf => f32[?,4]{1,0}
"""

DIMENSIONS = """
topk(f32s), k=2, largest=true => (f32[4,2]{1,0}, s32[4,2]{1,0})
reduce(f32s, zero), dimensions={1}, to_apply=add => f32[4]{0}
reduce(tiled, zero), dimensions={1}, to_apply=add => f32[4]{0}
reduce(bf16s, bf16_zero), dimensions={0}, to_apply=add_bf16 => bf16[6]{0}
reduce(bf16s, zero), dimensions={0}, to_apply=add => f32[6]{0}
reduce(bf16s, zero), dimensions={0}, to_apply=add_bf16_to_f32 => f32[6]{0}
reduce(f32s, bf16_zero), dimensions={0}, to_apply=add => f32[6]{0}
reduce(f32s, bf16_zero), dimensions={0}, to_apply=add_bf16 => bf16[6]{0}
reduce(f32s, zero), dimensions={}, to_apply=add => f32[4,6]{1,0}
reduce(f32s, zero), dimensions={0,1}, to_apply=add => f32[]
reduce(bounded, zero), dimensions={1}, to_apply=add => f32[<=4]{0}
reduce(unbounded, zero), dimensions={1}, to_apply=add => f32[?]{0}
reduce(f32s, s32s, zero, s32_zero), dimensions={1}, to_apply=add_pairs => (f32[4]{0}, s32[4]{0})
reduce(bounded, s32s, zero, s32_zero), dimensions={1}, to_apply=add_pairs => (f32[<=4]{0}, s32[<=4]{0})
reduce(unbounded, s32s, zero, s32_zero), dimensions={1}, to_apply=add_pairs => (f32[?]{0}, s32[?]{0})
sort(f32s), dimensions={0}, to_apply=less => f32[4,6]{0,1}
sort(tiled), dimensions={0}, to_apply=less => f32[4,6]{1,0:T(8,128)S(5)}
sort(f32s, s32s), dimensions={0}, to_apply=less_pairs => (f32[4,6]{0,1}, s32[4,6]{0,1})
sort(pair), dimensions={0}, to_apply=less => (f32[4,6]{1,0}, s32[])
batch-norm-training(f32s, six, six), epsilon=0.001, feature_index=1 => (f32[4,6]{0,1}, f32[6]{0}, f32[6]{0})
batch-norm-inference(f32s, six, six, six, six), epsilon=0.001, feature_index=1 => f32[4,6]{0,1}
batch-norm-grad(f32s, six, six, six, f32s), epsilon=0.001, feature_index=1 => (f32[4,6]{0,1}, f32[6]{0}, f32[6]{0})
batch-norm-training(bounded, four, four), epsilon=0.001, feature_index=0 => (f32[<=4,6]{1,0}, f32[<=4]{0}, f32[<=4]{0})
batch-norm-training(unbounded, six, six), epsilon=0.001, feature_index=1 => (f32[?,6]{1,0}, f32[6]{0}, f32[6]{0})
batch-norm-training(unbounded, four, four), epsilon=0.001, feature_index=0 => (f32[?,6]{1,0}, f32[?]{0}, f32[?]{0})
batch-norm-training(bf16s, six, six), epsilon=0.001, feature_index=1 => (bf16[4,6]{1,0}, bf16[6]{0}, bf16[6]{0})
batch-norm-inference(bounded, four, four, four, four), epsilon=0.001, feature_index=0 => f32[<=4,6]{1,0}
batch-norm-grad(bf16s, six, six, six, f32s), epsilon=0.001, feature_index=1 => (bf16[4,6]{1,0}, bf16[6]{0}, bf16[6]{0})
topk(tiled), k=3 => (f32[4,3]{1,0}, s32[4,3]{1,0})
topk(stack), k=3 => (f32[5,4,3]{2,1,0}, s32[5,4,3]{2,1,0})
topk(bounded), k=3 => (f32[<=4,3]{1,0}, s32[<=4,3]{1,0})
topk(bounded_columns), k=3 => (f32[4,3]{1,0}, s32[4,3]{1,0})
topk(unbounded), k=3 => (f32[?,3]{1,0}, s32[?,3]{1,0})
topk(six), k=3 => (f32[3]{0}, s32[3]{0})
topk(s32s), k=3 => (s32[4,3]{1,0}, s32[4,3]{1,0})
scan(f32s, six), dimensions={0}, to_apply=step, num_carries=1 => (f32[4,6]{1,0}, f32[6]{0})
scan(six, f32s), dimensions={0}, to_apply=step, num_carries=1 => (f32[6,6]{1,0}, f32[6]{0})
scan(four, zero), dimensions={0}, to_apply=add, num_carries=1 => f32[]
scan(four, four), dimensions={0}, to_apply=add, num_carries=0 => f32[4]{0}
scan(f32s, f32s), dimensions={0}, to_apply=step, num_carries=0 => (f32[4,6]{1,0}, f32[4,6]{1,0})
scan(f32s, f32s), dimensions={1}, to_apply=step, num_carries=0 => (f32[6,6]{1,0}, f32[6,6]{1,0})
reduce(f32s, zero), dimensions={1}, to_apply={ x = f32[] parameter(0) y = f32[] parameter(1) ROOT rr = f32[] add(x, y) } => f32[4]{0}
reduce(packed, s4_zero), dimensions={1}, to_apply={ x = s4[] parameter(0) y = s4[] parameter(1) ROOT rr = s4[]{:E(4)} add(x, y) } => s4[4]{0}
topk(packed), k=2 => (s4[4,2]{1,0}, s32[4,2]{1,0})
batch-norm-training(tiled, six, six), epsilon=1, feature_index=1 => (f32[4,6]{1,0:T(8,128)S(5)}, f32[6]{0}, f32[6]{0})
reduce(bounded, s32s, zero, s32_zero), dimensions={0}, to_apply=add_pairs => (f32[6]{0}, s32[6]{0})
reduce(f32s, s32s, zero, s32_zero), dimensions={0}, to_apply=add_pairs => (f32[6]{0}, s32[6]{0})
reduce(unknown_sizes, s32s, zero, s32_zero), dimensions={1}, to_apply=add_pairs => (f32[?]{0}, s32[?]{0})
reduce(unbounded_columns, s32s, zero, s32_zero), dimensions={1}, to_apply=add_pairs => (f32[4]{0}, s32[4]{0})
scan(seven, f32s), dimensions={0}, to_apply=steps_by_column, num_carries=1 => (f32[7,4,6]{1,0,2}, f32[4,6]{0,1})
scan(seven_by_column, f32s), dimensions={0}, to_apply=steps_by_column, num_carries=1 => (f32[7,4,6]{1,0,2}, f32[4,6]{0,1})
scan(seven, seven), dimensions={0}, to_apply=steps_by_column, num_carries=0 => (f32[7,4,6]{1,0,2}, f32[7,4,6]{1,0,2})
scan(seven, seven), dimensions={0}, to_apply=step_by_column, num_carries=0 => f32[7,4,6]{1,0,2}
scan(seven, f32s), dimensions={0}, to_apply=step_by_column, num_carries=1 => f32[4,6]{0,1}
scan(bounded_stack, f32s), dimensions={0}, to_apply=step_by_column, num_carries=0 => f32[5,4,6]{1,0,2}
scan(bounded_stack, f32s), dimensions={1}, to_apply=step_by_column, num_carries=0 => f32[4,6,6]{0,2,1}
sort(bounded, f32s), dimensions={0}, to_apply=less_pairs => (f32[<=4,6]{1,0}, f32[4,6]{0,1})
sort(unbounded), dimensions={0}, to_apply=less => f32[?,6]{1,0}
sort(f32s, unbounded), dimensions={0}, to_apply=less_pairs => (f32[4,6]{0,1}, f32[?,6]{1,0})
topk(bounded_by_column), k=2 => (f32[<=4,2]{1,0}, s32[<=4,2]{1,0})
batch-norm-grad(bounded_by_column, four, four, four, f32s), epsilon=1, feature_index=0 => (f32[<=4,6]{0,1}, f32[<=4]{0}, f32[<=4]{0})
scan(seven_last, f32s), dimensions={2}, to_apply=step_by_column, num_carries=0 => f32[4,6,7]{2,0,1}
scan(seven_last, f32s), dimensions={2}, to_apply=steps_by_column, num_carries=0 => (f32[4,6,7]{2,0,1}, f32[4,6,7]{2,0,1})
scan(f32s, f32s), dimensions={1}, to_apply={ x = f32[4]{0} parameter(0) y = f32[4] parameter(1) ROOT rr = f32[4]{0:T(8)S(1)} add(x, x) }, num_carries=0 => f32[4,6]{1,0}
scan(tiled, f32s), dimensions={1}, to_apply={ x = f32[4]{0} parameter(0) y = f32[4] parameter(1) ROOT rr = f32[<=4]{0:T(8)S(1)} copy(x) }, num_carries=0 => f32[4,6]{1,0}
scan(seven_by_column, f32s), dimensions={0}, to_apply={ x = f32[4,6]{0,1} parameter(0) y = f32[4,6] parameter(1) ROOT rr = f32[4,6] add(x, x) }, num_carries=0 => f32[7,4,6]{2,1,0}
"""

INDICES = """
gather(table, indices), offset_dims={1}, collapsed_slice_dims={0,1}, start_index_map={0,1}, index_vector_dim=1, slice_sizes={1,1,3} => f32[7,3]{1,0}
gather(table, row_numbers), offset_dims={1,2}, collapsed_slice_dims={0}, start_index_map={0}, index_vector_dim=1, slice_sizes={1,9,3} => f32[7,9,3]{2,1,0}
gather(table, bounded_indices), offset_dims={1}, collapsed_slice_dims={0,1}, start_index_map={0,1}, index_vector_dim=1, slice_sizes={1,1,3} => f32[<=7,3]{1,0}
gather(table, unbounded_indices), offset_dims={1}, collapsed_slice_dims={0,1}, start_index_map={0,1}, index_vector_dim=1, slice_sizes={1,1,3} => f32[?,3]{1,0}
gather(bounded_stack, row_numbers), offset_dims={1,2}, collapsed_slice_dims={1}, start_index_map={0}, index_vector_dim=1, slice_sizes={5,1,7} => f32[7,<=5,<=7]{2,1,0}
gather(bounded_stack, row_numbers), offset_dims={1,2}, collapsed_slice_dims={1}, start_index_map={0}, index_vector_dim=1, slice_sizes={4,1,7} => f32[7,4,<=7]{2,1,0}
gather(unbounded_stack, row_numbers), offset_dims={1,2}, collapsed_slice_dims={1}, start_index_map={0}, index_vector_dim=1, slice_sizes={4,1,7} => f32[7,4,7]{2,1,0}
gather(stack, indices), offset_dims={1}, collapsed_slice_dims={1}, start_index_map={1}, index_vector_dim=2, slice_sizes={1,1,6}, operand_batching_dims={0}, start_indices_batching_dims={1} => f32[7,6,2]{2,1,0}
gather(stack, five_sizes), offset_dims={1}, collapsed_slice_dims={1}, start_index_map={1}, index_vector_dim=1, slice_sizes={1,1,6}, operand_batching_dims={0}, start_indices_batching_dims={0} => f32[5,6]{1,0}
scatter(table, indices, updates), update_window_dims={1}, inserted_window_dims={0,1}, scatter_dims_to_operand_dims={0,1}, index_vector_dim=1, to_apply=add => f32[8,9,3]{2,1,0}
gather(table, batched_indices), offset_dims={1}, collapsed_slice_dims={0,1}, start_index_map={0,1}, index_vector_dim=2, slice_sizes={1,1,3} => f32[7,3,4]{2,1,0}
gather(table, batched_indices), offset_dims={0}, collapsed_slice_dims={0,1}, start_index_map={0,1}, index_vector_dim=2, slice_sizes={1,1,3} => f32[3,7,4]{2,1,0}
gather(seven, three_sizes), offset_dims={1}, collapsed_slice_dims={1}, start_index_map={1}, index_vector_dim=1, slice_sizes={1,1,6}, operand_batching_dims={0}, start_indices_batching_dims={0} => f32[3,6]{1,0}
"""

TRANSFORMS = """
fft(c64s), fft_type=FFT, fft_length={6} => c64[4,6]{1,0}
fft(c64s_by_column), fft_type=IFFT, fft_length={4,6} => c64[4,6]{0,1}
fft(f32s), fft_type=RFFT, fft_length={6} => c64[4,4]{0,1}
fft(f64s), fft_type=RFFT, fft_length={4,6} => c128[4,4]{1,0}
fft(tiled), fft_type=RFFT, fft_length={6} => c64[4,4]{1,0:T(8,128)S(5)}
fft(c64s), fft_type=IRFFT, fft_length={10} => f32[4,10]{1,0}
fft(c64s_by_column), fft_type=IRFFT, fft_length={11} => f32[4,11]{0,1}
fft(unbounded), fft_type=RFFT, fft_length={6} => c64[?,4]{1,0}
fft(bounded), fft_type=RFFT, fft_length={6} => c64[<=4,4]{1,0}
cholesky(squares), lower=true => f32[2,4,4]{1,2,0}
cholesky(squares) => f32[2,4,4]{1,2,0}
triangular-solve(squares, right_sides), left_side=true, lower=true, transpose_a=NO_TRANSPOSE => f32[2,4,3]{2,1,0}
fft(bounded_by_column), fft_type=RFFT, fft_length={6} => c64[<=4,4]{0,1}
fft(bounded_columns), fft_type=RFFT, fft_length={6} => c64[4,<=4]{1,0}
fft(unbounded_columns), fft_type=RFFT, fft_length={6} => c64[4,4]{1,0}
triangular-solve(squares, right_sides), left_side=true, lower=true, transpose_a=TRANSPOSE => f32[2,4,3]{2,1,0}
"""

CONTROL = """
domain(f32s), domain={kind="sharding", entry={maximal device=0}, exit={maximal device=1}} => f32[4,6]{0,1}
domain(pair), domain={kind="sharding", entry={maximal device=0}, exit={maximal device=1}} => (f32[4,6]{1,0}, s32[])
partition-id() => u32[]
replica-id() => u32[]
after-all() => token[]
after-all(order, order) => token[]
add-dependency(f32s, order) => f32[4,6]{0,1}
copy(pair) => (f32[4,6]{1,0}, s32[])
copy(f32s) => f32[4,6]{0,1}
while(pair), condition=always, body=turn => (f32[4,6]{1,0}, s32[])
while(pair), body=turn, condition=always => (f32[4,6]{1,0}, s32[])
call(f32s), to_apply=same => f32[4,6]{0,1}
call(f32s), to_apply=same, is_composite=true => f32[4,6]{0,1}
call(tiled), to_apply=same => f32[4,6]{0,1}
call(bounded), to_apply=same => f32[4,6]{0,1}
conditional(flag, pair, pair), true_computation=turn, false_computation=turn => (f32[4,6]{1,0}, s32[])
conditional(flag, f32s, f32s), true_computation=same, false_computation=same => f32[4,6]{0,1}
conditional(flag, f32s, f32s), true_computation=same, false_computation=same_bounded => f32[<=4,6]{0,1}
conditional(flag, f32s, f32s), true_computation=same_bounded, false_computation=same => f32[<=4,6]{1,0}
conditional(number, f32s, f32s, f32s), branch_computations={same, same_bounded, same} => f32[<=4,6]{0,1}
conditional(number, pair, pair), branch_computations={turn, turn_bounded} => (f32[4,<=6]{1,0}, s32[])
conditional(number, pair, pair), branch_computations={turn, turn_unbounded} => (f32[<=4,6]{1,0}, s32[])
conditional(number, pair, pair), branch_computations={turn_unbounded, turn} => (f32[?,6]{1,0}, s32[])
get-tuple-element(pair), index=0 => f32[4,6]{1,0}
get-tuple-element(nested), index=0 => (f32[4]{0})
tuple() => ()
tuple(f32s, tiled, order) => (f32[4,6]{0,1}, f32[4,6]{1,0:T(8,128)S(5)}, token[])
tuple(pair, f32s) => ((f32[4,6]{1,0}, s32[]), f32[4,6]{0,1})
copy(order) => token[]
copy(unbounded) => f32[?,6]{1,0}
copy(packed) => s4[4,6]{1,0:E(4)}
add-dependency(pair, order) => (f32[4,6]{1,0}, s32[])
add-dependency(f32s, f32s) => f32[4,6]{0,1}
domain(order), domain={kind="sharding", entry={maximal device=0}, exit={maximal device=1}} => token[]
call(f32s), to_apply={ x = f32[4,6] parameter(0) ROOT rr = f32[4,6]{0,1} copy(x) } => f32[4,6]{0,1}
conditional(flag, f32s, f32s), true_computation={ x = f32[4,6] parameter(0) ROOT rr = f32[4,6]{0,1} copy(x) }, false_computation={ x = f32[4,6] parameter(0) ROOT rr = f32[4,6]{0,1} copy(x) } => f32[4,6]{0,1}
conditional(number, f32s, f32s), branch_computations={{ x = f32[4,6] parameter(0) ROOT rr = f32[4,6]{0,1} copy(x) }, { x = f32[4,6] parameter(0) ROOT rr = f32[4,6]{0,1} copy(x) }} => f32[4,6]{0,1}
while(pair), condition=always, body={ x = (f32[4,6]{0,1}, s32[]) parameter(0) ROOT rr = (f32[4,6], s32[]) copy(x) } => (f32[4,6]{1,0}, s32[])
get-tuple-element(tuple(f32s, zero)), index=1 => f32[]
tuple(after-all(), partition-id()) => (token[], u32[])
call(f32s), to_apply=same_bounded => f32[<=4,6]{1,0}
copy(nested) => ((f32[4]{0}), f32[4]{0}, u32[])
"""

_GROUPS = (ELEMENTS, PLACES, PRODUCTS, WINDOWS, DIMENSIONS, INDICES, TRANSFORMS, CONTROL)
_LINES = [line.partition(" => ") for group in _GROUPS for line in group.strip().splitlines()]
EXAMPLES = {instruction: shape for instruction, _, shape in _LINES}


def text_of(instruction: str) -> str:
    """A module whose root is the instruction."""
    return f"{PREAMBLE}  ROOT inferred = {instruction}\n}}\n"


def text_of_all() -> str:
    """A module with all examples, each under its own of `names()`."""
    lines = [f"  {name} = {instruction}\n" for name, instruction in zip(names(), EXAMPLES, strict=True)]
    return f"{PREAMBLE}{''.join(lines)}}}\n"


def names() -> list[str]:
    """A name for each example."""
    return [f"inferred_{number}" for number in range(len(EXAMPLES))]
