"""Generated modules that look like what XLA prints: a chain of blocks with fusions, reductions and metadata."""

from __future__ import annotations

HEADER = """HloModule jit_generated, is_scheduled=true, entry_computation_layout={(f32[128,256]{1,0})->f32[128,256]}

FileNames
1 "model/layers.py"

FunctionNames
1 "block"

FileLocations
1 {file_name_id=1 function_name_id=1 line=12 end_line=12 column=4 end_column=30}

StackFrames
1 {file_location_id=1 parent_frame_id=1}

"""
REDUCER = """%sum (a: f32[], b: f32[]) -> f32[] {
  %a = f32[] parameter(0)
  %b = f32[] parameter(1)
  ROOT %add = f32[] add(%a, %b)
}

"""
FUSED = """%fused_computation.N (param_0.N: f32[128,256], param_1.N: f32[128]) -> f32[128,256] {
  %param_0.N = f32[128,256]{1,0} parameter(0)
  %param_1.N = f32[128]{0} parameter(1)
  %broadcast.N = f32[128,256]{1,0} broadcast(%param_1.N), dimensions={0}, metadata={META/sub" stack_frame_id=1}
  %subtract.N = f32[128,256]{1,0} subtract(%param_0.N, %broadcast.N), metadata={META/sub" stack_frame_id=1}
  ROOT %exp.N = f32[128,256]{1,0} exponential(%subtract.N), metadata={META/exp" stack_frame_id=1}
}

"""
BLOCK = """  %c.N = f32[] constant(N), metadata={META/reduce" stack_frame_id=1}
  %reduce.N = f32[128]{0} reduce(%x.P, %c.N), dimensions={1}, to_apply=%sum, metadata={META/reduce" stack_frame_id=1}
  %fusion.N = f32[128,256]{1,0} fusion(%x.P, %reduce.N), kind=kLoop, calls=%fused_computation.N, metadata={META/exp"}
  %tuple.N = (f32[128,256]{1,0}, f32[128]{0}) tuple(%fusion.N, %reduce.N), metadata={META/pair" stack_frame_id=1}
  %first.N = f32[128,256]{1,0} get-tuple-element(%tuple.N), index=0, metadata={META/pair" stack_frame_id=1}
  %x.N = f32[128,256]{1,0} multiply(%first.N, %x.P), metadata={META/mul" stack_frame_id=1}
"""
INSTRUCTIONS_A_BLOCK = 11


def generated_module(instructions: int) -> str:
    """HLO text of about that many instructions, about 110 characters each, in computations that XLA would make."""
    blocks = range(1, max(1, instructions // INSTRUCTIONS_A_BLOCK) + 1)
    fused = (_numbered(FUSED, block) for block in blocks)
    body = (_numbered(BLOCK, block) for block in blocks)
    return "".join(
        [
            HEADER,
            REDUCER,
            *fused,
            "ENTRY %main (x.0: f32[128,256]) -> f32[128,256] {\n  %x.0 = f32[128,256]{1,0} parameter(0)\n",
            *body,
            f"  ROOT %result = f32[128,256]{{1,0}} negate(%x.{len(blocks)})\n}}\n",
        ]
    )


def _numbered(text: str, block: int) -> str:
    meta = f'op_name="jit(generated)/block_{block // 10}'
    return (
        text.replace("META", meta)
        .replace(".N", f".{block}")
        .replace("(N)", f"({block})")
        .replace(".P", f".{block - 1}")
    )
