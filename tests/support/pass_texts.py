"""Texts about passes that several tests read."""

X = "x = f32[8] parameter(0) y = f32[8] parameter(1)"


FUSED = f"""
f {{ p = f32[8] parameter(0) q = f32[8] parameter(1) a.1 = f32[8] add(p, q) ROOT n.1 = f32[8] negate(a.1) }}
ENTRY main {{ {X} ROOT fusion = f32[8] fusion(x, y), kind=kLoop, calls=f }}
"""


TWICE = f"""
f {{ p = f32[8] parameter(0) q = f32[8] parameter(1) a.1 = f32[8] add(p, q) ROOT n.1 = f32[8] negate(a.1) }}
g {{ p.2 = f32[8] parameter(0) q.2 = f32[8] parameter(1) a.2 = f32[8] add(p.2, q.2) ROOT c.1 = f32[8] cosine(a.2) }}
ENTRY main {{ {X} f1 = f32[8] fusion(x, y), kind=kLoop, calls=f  f2 = f32[8] fusion(x, y), kind=kLoop, calls=g
 ROOT t = (f32[8], f32[8]) tuple(f1, f2) }}
"""


# As XLA writes it for an H100 (jax 0.10.2), shortened to four runs.
PRINTED = """canonical_module_id: 1
pass_metadata {
  pass_id: 1
  pass_name: "pipeline-start"
  pipeline_name: "optimization"
  dump_filenames: "dump/module_0001.jit_f.0000.optimization.after_pipeline-start.before_dce.txt"
  module_id: 1
  start_timestamp_usec: 1795262283153076
  end_timestamp_usec: 1795262283153165
}
pass_metadata {
  pass_id: 2
  pass_name: "simplification"
  pipeline_name: "optimization"
  module_changed: true
  module_id: 1
  start_timestamp_usec: 1795262283153182
  end_timestamp_usec: 1795262283153285
}
pass_metadata {
  pass_id: 3
  pass_name: "algsimp"
  pipeline_name: "simplification"
  dump_filenames: "dump/module_0001.jit_f.0001.simplification.after_algsimp.before_cse.txt"
  module_changed: true
  module_id: 1
  start_timestamp_usec: 1795262283153190
  end_timestamp_usec: 1795262283153265
}
pass_metadata {
  pass_id: 4
  pass_name: "cse"
  pipeline_name: "simplification"
  module_id: 1
  start_timestamp_usec: 1795262283153266
}
"""
