"""Assertions that fail on testdata/, and the whole message of each, read and found right by a person."""

from typing import Any

# What it is about, the program, the assertion, its arguments, and what it says.
FAILURES: list[tuple[str, str, str, tuple[Any, ...], dict[str, Any], str]] = [
    (
        "one name is elsewhere, in a library call",
        "jax-0.10.2-cpu/mlp",
        "assert_fused",
        ("dot", "add", "maximum"),
        {},
        """\
expected one cluster of jit_mlp (jax cpu) with dot, add, maximum, found none in 2 clusters
nearest: broadcast_maximum_fusion (kLoop), which lacks dot
    add      add.2  testdata/programs/jax_models.py:35
    maximum  max.4  testdata/programs/jax_models.py:35
dot: dot_general.1 by itself in ynn_fusion.1, testdata/programs/jax_models.py:35
  cut: ynn_fusion.1 is a library call, and no kernel of XLA's own [exact]
  why: hloscope why --module jit_mlp testdata/jax-0.10.2-cpu/mlp ynn_fusion.1 broadcast_maximum_fusion
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "all there, but not in this order",
        "jax-0.10.2-h100/mlp",
        "assert_fused",
        ("dot", "add", "maximum"),
        {"in_order": True},
        """\
expected one cluster of jit_mlp (jax gpu sm_9.0a) with dot, add, maximum in this order, found none in 2 clusters
nearest: gemm_fusion_dot.1 (kCustom, triton), which has all of them, but no add reads dot.5 [exact]
    dot      dot.5  testdata/programs/jax_models.py:35
    add      add.3  testdata/programs/jax_models.py:35
    maximum  max.5  testdata/programs/jax_models.py:35
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-h100/mlp
""",
    ),
    (
        "too few clusters",
        "jax-0.10.2-cpu/mlp",
        "assert_fused",
        ("add", "jax_models.py:35"),
        {"count": 3},
        """\
expected 3 clusters of jit_mlp (jax cpu) with add, jax_models.py:35, found 2
    broadcast_maximum_fusion (kLoop)
    broadcast_add_fusion (kLoop)
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "a misspelt name",
        "jax-0.10.2-cpu/mlp",
        "assert_fused",
        ("maximun", "add"),
        {},
        """\
expected one cluster of jit_mlp (jax cpu) with maximun, add, found none in 2 clusters
nearest: broadcast_add_fusion (kLoop), which lacks maximun
    add  add.0  testdata/programs/jax_models.py:35
maximun: neither an opcode nor part of the name or source line of any operation; did you mean 'maximum'?
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "an opcode that is nowhere",
        "jax-0.10.2-cpu/mlp",
        "assert_fused",
        ("sine", "add"),
        {},
        """\
expected one cluster of jit_mlp (jax cpu) with sine, add, found none in 2 clusters
nearest: broadcast_add_fusion (kLoop), which lacks sine
    add  add.0  testdata/programs/jax_models.py:35
sine: no operation of the program has this opcode
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "one operation where two are wanted",
        "jax-0.10.2-cpu/mlp",
        "assert_fused",
        ("maximum", "maximum"),
        {},
        """\
expected one cluster of jit_mlp (jax cpu) with maximum, maximum, found none in 2 clusters
nearest: broadcast_maximum_fusion (kLoop), which lacks maximum
    maximum  max.4  testdata/programs/jax_models.py:35
maximum: broadcast_maximum_fusion has 1, not enough for all that is wanted [exact]
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "apart by a reduce",
        "jax-0.10.2-cpu/layernorm",
        "assert_fused",
        ("reduce", "rsqrt"),
        {},
        """\
expected one cluster of jit_layernorm (jax cpu) with reduce, rsqrt, found none in 4 clusters
nearest: ynn_fusion (kCustom, ynn), which lacks rsqrt
    reduce  reduce_sum.2  testdata/programs/jax_models.py:48
rsqrt: rsqrt.2 in add_rsqrt_fusion with 2 other operations, testdata/programs/jax_models.py:49
  cut: ynn_fusion is a library call, and no kernel of XLA's own [exact]
  why: hloscope why --module jit_layernorm testdata/jax-0.10.2-cpu/layernorm add_rsqrt_fusion ynn_fusion
more: hloscope report --top 0 --module jit_layernorm testdata/jax-0.10.2-cpu/layernorm
""",
    ),
    (
        "rewritten into a library call",
        "jax-0.10.2-h100/mlp-cublas",
        "assert_fused",
        ("dot", "add"),
        {},
        """\
expected one cluster of jit_mlp (jax gpu sm_9.0a) with dot, add, found none in 0 clusters
dot: asked for as dot_general.2, testdata/programs/jax_models.py:35, and not in what runs [exact]; cublas-lt-matmul.3 bears its name [inferred]
add: asked for as add.11, testdata/programs/jax_models.py:35, and not in what runs [exact]
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-h100/mlp-cublas
""",
    ),
    (
        "inside a compiled loop",
        "jax-0.10.2-cpu/nested_scan",
        "assert_fused",
        ("sine", "add"),
        {},
        """\
expected one cluster of jit_nested_scan (jax cpu) with sine, add, found none in 0 clusters
sine: sin.2 in the compiled loop call.1 with 14 other operations, testdata/programs/jax_control_flow.py:30
add: add.4 in the compiled loop call.1 with 14 other operations, testdata/programs/jax_control_flow.py:36
more: hloscope report --top 0 --module jit_nested_scan testdata/jax-0.10.2-cpu/nested_scan
""",
    ),
    (
        "by the name in TensorFlow",
        "tensorflow-2.21.0-cpu/mlp",
        "assert_fused",
        ("matmul", "Relu"),
        {},
        """\
expected one cluster of a_inference_mlp_18__XlaMustCompile_tr... (tensorflow cpu) with matmul, Relu, found none in 2 clusters
nearest: broadcast_maximum_fusion (kLoop), which lacks matmul
    maximum  Relu.0  Relu
matmul: matmul.2 by itself, matmul
  cut: matmul.2 is a library call, and no kernel of XLA's own [exact]
  why: hloscope why --module 'a_inference_mlp_18__XlaMustCompile_true_config_proto_1356131*' testdata/tensorflow-2.21.0-cpu/mlp matmul.2 broadcast_maximum_fusion
more: hloscope report --top 0 --module 'a_inference_mlp_18__XlaMustCompile_true_config_proto_1356131*' testdata/tensorflow-2.21.0-cpu/mlp
""",
    ),
    (
        "without metadata",
        "torch-xla-2.9.0-cpu/softmax",
        "assert_fused",
        ("reduce", "exponential"),
        {},
        """\
expected one cluster of SyncTensorsGraph.20 (torch-xla cpu) with reduce, exponential, found none in 2 clusters
nearest: subtract_exponential_fusion (kLoop), which lacks reduce
    exponential  exponential.0
reduce: reduce.7 by itself
  cut: reduce.7 -> subtract_exponential_fusion: expensive work: reduce is expensive, and %broadcast.1 would repeat it [inferred]
  why: hloscope why --module SyncTensorsGraph.20 testdata/torch-xla-2.9.0-cpu/softmax reduce.7 subtract_exponential_fusion
more: hloscope report --top 0 --module SyncTensorsGraph.20 testdata/torch-xla-2.9.0-cpu/softmax
""",
    ),
    (
        "siblings",
        "jax-0.10.2-h100/train_step",
        "assert_fused",
        ("dot", "select", "subtract"),
        {},
        """\
expected one cluster of jit_train_step (jax gpu sm_9.0a) with dot, select, subtract, found none in 10 clusters
nearest: gemm_fusion_dot (kCustom, triton), which lacks select
    dot       dot.6  testdata/programs/jax_models.py:35
    subtract  sub.0  testdata/programs/jax_models.py:179
select: select_n.1.1.clone.1 in input_reduce_select_fusion with 4 other operations, testdata/programs/jax_models.py:35
  cut: input_reduce_select_fusion -> gemm_fusion_dot: other compiler: the consumer is compiled by triton, which takes nothing of the other [inferred]
  why: hloscope why --module jit_train_step testdata/jax-0.10.2-h100/train_step input_reduce_select_fusion gemm_fusion_dot
more: hloscope report --top 0 --module jit_train_step testdata/jax-0.10.2-h100/train_step
""",
    ),
    (
        "fused",
        "jax-0.10.2-h100/mlp",
        "assert_not_fused",
        ("dot", "maximum"),
        {},
        """\
expected dot and maximum in different clusters of jit_mlp (jax gpu sm_9.0a), found them in gemm_fusion_dot.1 (kCustom, triton)
    dot      dot.5  testdata/programs/jax_models.py:35
    maximum  max.5  testdata/programs/jax_models.py:35
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-h100/mlp
""",
    ),
    (
        "kernels",
        "jax-0.10.2-h100/mlp",
        "assert_kernels",
        (),
        {"max": 3},
        """\
expected at most 3 kernels of jit_mlp (jax gpu sm_9.0a), found 4
    kernel  gemm_fusion_dot     dot                           testdata/programs/jax_models.py:35
    kernel  loop_reduce_fusion  reduce                        testdata/programs/jax_models.py:35
    kernel  gemm_fusion_dot.1   broadcast, add, maximum, dot  testdata/programs/jax_models.py:35
    kernel  loop_add_fusion     reduce, broadcast, add        testdata/programs/jax_models.py:35
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-h100/mlp
""",
    ),
    (
        "top-level operations",
        "jax-0.4.30-cpu/mlp",
        "assert_kernels",
        (),
        {"max": 1},
        """\
expected at most 1 top-level operations of jit_mlp (jax cpu), found 2
    kernel  fusion.1  broadcast, add, maximum  testdata/programs/jax_models.py:35
    kernel  fusion    broadcast, add           testdata/programs/jax_models.py:35
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.4.30-cpu/mlp
""",
    ),
    (
        "compute launches",
        "jax-0.10.2-cpu/mlp",
        "assert_compute_launches",
        (),
        {"exactly": 3},
        """\
expected exactly 3 compute launches of jit_mlp (jax cpu), found 4
    library  ynn_fusion.1              dot                      testdata/programs/jax_models.py:35
    kernel   broadcast_maximum_fusion  broadcast, add, maximum  testdata/programs/jax_models.py:35
    library  ynn_fusion                dot                      testdata/programs/jax_models.py:35
    kernel   broadcast_add_fusion      broadcast, add           testdata/programs/jax_models.py:35
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "many launches",
        "jax-0.10.2-h100/train_step_adam",
        "assert_compute_launches",
        (),
        {"max": 3},
        """\
expected at most 3 compute launches of jit_train_step_adam (jax gpu sm_9.0a), found 15
    kernel  gemm_fusion_dot.2           dot                                                    testdata/programs/jax_models.py:35
    kernel  loop_reduce_fusion          reduce                                                 testdata/programs/jax_models.py:35
    kernel  gemm_fusion_dot.3           broadcast, add, maximum, dot                           testdata/programs/jax_models.py:35
    kernel  loop_subtract_fusion        reduce, broadcast, add, subtract                       testdata/programs/jax_models.py:35
    kernel  input_reduce_fusion         multiply, reduce                                       testdata/programs/jax_models.py:172
    kernel  loop_multiply_fusion        multiply                                               testdata/programs/jax_models.py:172
    kernel  input_reduce_fusion.1       multiply, reduce                                       )/mul;jit(train_step_adam)/transpose(jvp())/broadcast_in_dim
    kernel  loop_add_subtract_fusion.3  convert, power, subtract, sqrt, multiply, divide, ...  testdata/programs/jax_models.py:203
    kernel  gemm_fusion_dot_general.8   multiply, dot                                          )/mul;jit(train_step_adam)/transpose(jvp())/broadcast_in_dim
    kernel  input_reduce_select_fusion  broadcast, add, compare, select, reduce                testdata/programs/jax_models.py:35
    kernel  loop_add_subtract_fusion.2  convert, power, subtract, sqrt, multiply, divide, ...  testdata/programs/jax_models.py:203
    kernel  gemm_fusion_dot.1           broadcast, add, maximum, multiply, dot                 testdata/programs/jax_models.py:35
    ... and 3 more
more: hloscope report --top 0 --module jit_train_step_adam testdata/jax-0.10.2-h100/train_step_adam
""",
    ),
    (
        "other collectives",
        "jax-0.10.2-h100/sharded_mlp",
        "assert_collectives",
        ({"all-gather": 1},),
        {},
        """\
expected 1 all-gather in jit_sharded_mlp (jax gpu sm_9.0a), found 1 all-reduce
    all-reduce  all-reduce-start  over x  256 bytes  x1  testdata/programs/jax_collectives.py:54
more: hloscope report --top 0 --module jit_sharded_mlp testdata/jax-0.10.2-h100/sharded_mlp
""",
    ),
    (
        "no collectives",
        "jax-0.10.2-cpu/mlp",
        "assert_collectives",
        ({"all-reduce": 2},),
        {},
        """\
expected 2 all-reduce in jit_mlp (jax cpu), found no collectives
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "too many collectives",
        "jax-0.10.2-h100/sharded_mlp",
        "assert_collectives",
        (),
        {"max": 0},
        """\
expected at most 0 collectives of jit_sharded_mlp (jax gpu sm_9.0a), found 1
    all-reduce  all-reduce-start  over x  256 bytes  x1  testdata/programs/jax_collectives.py:54
more: hloscope report --top 0 --module jit_sharded_mlp testdata/jax-0.10.2-h100/sharded_mlp
""",
    ),
    (
        "materialized",
        "jax-0.10.2-cpu/broadcast",
        "assert_no_materialized_broadcast",
        (),
        {},
        """\
expected no materialized broadcast in jit_broadcast (jax cpu), found 1 materialized broadcast
    broadcast_in_dim.0  in wrapped_broadcast  f32[16]{0} -> f32[8,16]{1,0}  512 bytes  testdata/programs/jax_arrays.py:23
more: hloscope report --top 0 --module jit_broadcast testdata/jax-0.10.2-cpu/broadcast
""",
    ),
    (
        "materialized and large",
        "jax-0.10.2-cpu/broadcast",
        "assert_no_materialized_broadcast",
        (),
        {"min_bytes": 512},
        """\
expected no materialized broadcast of 512 bytes or more in jit_broadcast (jax cpu), found 1 materialized broadcast
    broadcast_in_dim.0  in wrapped_broadcast  f32[16]{0} -> f32[8,16]{1,0}  512 bytes  testdata/programs/jax_arrays.py:23
more: hloscope report --top 0 --module jit_broadcast testdata/jax-0.10.2-cpu/broadcast
""",
    ),
    (
        "copies",
        "jax-0.10.2-cpu/scan",
        "assert_no_copies",
        (),
        {},
        """\
expected no copy in jit_scan (jax cpu), found 3 copies
    copy  copy.10  f32[16]{0}  64 bytes
    copy  copy.11  s32[]       4 bytes
    copy  copy.4   s32[]       4 bytes
more: hloscope report --top 0 --module jit_scan testdata/jax-0.10.2-cpu/scan
""",
    ),
    (
        "copy before a sort",
        "jax-0.10.2-cpu/sort",
        "assert_no_copies",
        (),
        {"min_bytes": 1000},
        """\
expected no copy of 1000 bytes or more in jit_sort (jax cpu), found 1 copy
    sort  sort.0  f32[1000]{0}  4000 bytes  testdata/programs/jax_arrays.py:29
more: hloscope report --top 0 --module jit_sort testdata/jax-0.10.2-cpu/sort
""",
    ),
    (
        "operations",
        "jax-0.10.2-h100/transpose",
        "assert_no_op",
        ("transpose", "reverse"),
        {},
        """\
expected no transpose and no reverse in jit_transpose (jax gpu sm_9.0a), found 2
    transpose  transpose.1.1  x
    reverse    rev.1.1        testdata/programs/jax_arrays.py:144
more: hloscope report --top 0 --module jit_transpose testdata/jax-0.10.2-h100/transpose
""",
    ),
    (
        "operations before optimization",
        "jax-0.10.2-cpu/mlp",
        "assert_no_op",
        ("relu",),
        {"stage": "before"},
        """\
expected no relu in jit_mlp (jax cpu), stage before, found 1
    call  jit_relu_.1  testdata/programs/jax_models.py:35
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "own gemm",
        "jax-0.10.2-h100/mlp",
        "assert_library_call",
        ("gemm",),
        {},
        """\
expected a library call for gemm in jit_mlp (jax gpu sm_9.0a), found none
there are no library calls
XLA compiled gemm itself:
    gemm_fusion_dot    triton, gemm                           testdata/programs/jax_models.py:35
    gemm_fusion_dot.1  triton, broadcast, add, maximum, gemm  testdata/programs/jax_models.py:35
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-h100/mlp
""",
    ),
    (
        "too few library calls",
        "jax-0.10.2-cpu/mlp",
        "assert_library_call",
        ("gemm",),
        {"count": 3},
        """\
expected 3 library calls for gemm in jit_mlp (jax cpu), found 2
library calls:
    ynn_fusion.1  ynn, gemm  testdata/programs/jax_models.py:35
    ynn_fusion    ynn, gemm  testdata/programs/jax_models.py:35
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "another library call",
        "jax-0.10.2-h100/mlp-cublas",
        "assert_library_call",
        ("convolution",),
        {},
        """\
expected a library call for convolution in jit_mlp (jax gpu sm_9.0a), found none
library calls:
    cublas-lt-matmul.3  __cublas$lt$matmul, gemm, custom-call  testdata/programs/jax_models.py:35
    cublas-lt-matmul.4  __cublas$lt$matmul, gemm, custom-call  testdata/programs/jax_models.py:35
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-h100/mlp-cublas
""",
    ),
    (
        "pattern cut by a library call",
        "jax-0.10.2-cpu/mlp",
        "assert_pattern",
        ("maximum(add(dot(x, w), broadcast(b)), 0)",),
        {},
        """\
expected the pattern in jit_mlp (jax cpu), found it nowhere in 2 clusters
pattern: maximum(add(dot(x, w), broadcast(b)), 0)
nearest: broadcast_maximum_fusion (kLoop), where 2 parts of it fit
expected dot(x, w), found parameter param_0.4
  which ynn_fusion.1 writes, testdata/programs/jax_models.py:35
  cut: ynn_fusion.1 is a library call, and no kernel of XLA's own [exact]
  why: hloscope why --module jit_mlp testdata/jax-0.10.2-cpu/mlp ynn_fusion.1 broadcast_maximum_fusion
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "pattern with another constant",
        "jax-0.10.2-cpu/mlp",
        "assert_pattern",
        ("maximum(x, 1)",),
        {},
        """\
expected the pattern in jit_mlp (jax cpu), found it nowhere in 2 clusters
pattern: maximum(x, 1)
nearest: broadcast_maximum_fusion (kLoop), where 1 part of it fit
expected 1, found broadcast max.5, testdata/programs/jax_models.py:35
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "pattern that is nowhere",
        "jax-0.10.2-cpu/mlp",
        "assert_pattern",
        ("sine(x)",),
        {},
        """\
expected the pattern in jit_mlp (jax cpu), found it nowhere in 2 clusters
pattern: sine(x)
no cluster has sine with so many operands
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "pattern with another operation inside",
        "jax-0.10.2-h100/attention",
        "assert_pattern",
        ("select(compare(_, _), x, -1e9)",),
        {},
        """\
expected the pattern in jit_attention (jax gpu sm_9.0a), found it nowhere in 2 clusters
pattern: select(compare(_, _), x, -1e9)
nearest: triton_softmax.2 (kCustom, triton), where 1 part of it fit
expected compare(_, _), found broadcast broadcast_in_dim.1.3, testdata/programs/jax_models.py:57
more: hloscope report --top 0 --module jit_attention testdata/jax-0.10.2-h100/attention
""",
    ),
    (
        "pattern too few times",
        "jax-0.10.2-cpu/mlp",
        "assert_pattern",
        ("add(_, _)",),
        {"count": 3},
        """\
expected the pattern 3 times in jit_mlp (jax cpu), found it 2 in 2 clusters
pattern: add(_, _)
    add.2 in broadcast_maximum_fusion (kLoop)
    add.0 in broadcast_add_fusion (kLoop)
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp
""",
    ),
    (
        "memory at the peak",
        "jax-0.10.2-cpu/mlp-forms",
        "assert_peak_memory",
        (),
        {"max": 200_000},
        """\
expected at most 200000 bytes at the peak of jit_mlp (jax cpu), found 255232
    argument   w1.1          f32[128,256]{1,0}  131072 bytes  argument w1
    argument   w2.1          f32[256,64]{1,0}   65536 bytes   argument w2
    temporary  ynn_fusion.1  f32[32,256]{1,0}   32768 bytes   testdata/programs/jax_models.py:35
    argument   x.1           f32[32,128]{1,0}   16384 bytes   argument x
    result     ynn_fusion    f32[32,64]{1,0}    8192 bytes    testdata/programs/jax_models.py:35
    argument   b1.1          f32[256]{0}        1024 bytes    argument b1
    argument   b2.1          f32[64]{0}         256 bytes     argument b2
more: hloscope report --top 0 --module jit_mlp testdata/jax-0.10.2-cpu/mlp-forms
""",
    ),
]
