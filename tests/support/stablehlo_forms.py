"""One program, `jax.jit(lambda x: jnp.fft.fft(x).real)` on c64[64], in the forms in which StableHLO is kept.

Written by jax 0.10.2: `lowered.as_text()`, with `debug_info=True`, its bytecode, and `jax.export.export(f)(x).serialize()`.
"""

import base64

TEXT = """\
module @jit__lambda attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<64xcomplex<f32>>) -> (tensor<64xf32> {jax.result_info = "result"}) {
    %0 = call @fft(%arg0) : (tensor<64xcomplex<f32>>) -> tensor<64xcomplex<f32>>
    %1 = stablehlo.real %0 : (tensor<64xcomplex<f32>>) -> tensor<64xf32>
    return %1 : tensor<64xf32>
  }
  func.func private @fft(%arg0: tensor<64xcomplex<f32>>) -> tensor<64xcomplex<f32>> {
    %0 = stablehlo.fft %arg0, type = FFT, length = [64] : (tensor<64xcomplex<f32>>) -> tensor<64xcomplex<f32>>
    return %0 : tensor<64xcomplex<f32>>
  }
}
"""

DEBUG_TEXT = """\
#loc = loc(unknown)
#loc1 = loc("x")
module @jit__lambda attributes {mhlo.num_partitions = 1 : i32, mhlo.num_replicas = 1 : i32} {
  func.func public @main(%arg0: tensor<64xcomplex<f32>> loc("x")) -> (tensor<64xf32> {jax.result_info = "result"}) {
    %0 = call @fft(%arg0) : (tensor<64xcomplex<f32>>) -> tensor<64xcomplex<f32>> loc(#loc12)
    %1 = stablehlo.real %0 : (tensor<64xcomplex<f32>>) -> tensor<64xf32> loc(#loc13)
    return %1 : tensor<64xf32> loc(#loc11)
  } loc(#loc)
  func.func private @fft(%arg0: tensor<64xcomplex<f32>> loc(unknown)) -> tensor<64xcomplex<f32>> {
    %0 = stablehlo.fft %arg0, type = FFT, length = [64] : (tensor<64xcomplex<f32>>) -> tensor<64xcomplex<f32>> loc(#loc5)
    return %0 : tensor<64xcomplex<f32>> loc(#loc)
  } loc(#loc15)
} loc(#loc)
#loc2 = loc("/home/me/prog.py":17:24 to :38)
#loc3 = loc("/home/me/prog.py":21:8 to :22)
#loc4 = loc("/home/me/prog.py":17:24 to :43)
#loc5 = loc("fft")
#loc6 = loc("<lambda>"(#loc2))
#loc7 = loc("<module>"(#loc3))
#loc8 = loc("<lambda>"(#loc4))
#loc9 = loc(callsite(#loc6 at #loc7))
#loc10 = loc(callsite(#loc8 at #loc7))
#loc11 = loc("jit(<lambda>)"(#loc7))
#loc12 = loc("jit(<lambda>)/jit(fft)"(#loc9))
#loc13 = loc("jit(<lambda>)/real"(#loc10))
#loc14 = loc("jit(<lambda>)/jit"(#loc9))
#loc15 = loc("jit:"(#loc14))
"""

BYTECODE = base64.b64decode(
    """
TUzvUg1NTElSMjMuMC4wZ2l0AAEjBwEFCQ0BAw8DBwcTFwUFGx8De1sRAVkHDwsLDw8PCxsLCwsLCw8TCwsLCwsLDwsPCw8bCxszDw8LCw8LDw
sPDxsPCwUDCwERFwcXDxcLFw8ChgIfAQMZBQ0FER05OxEHBRU1CQUTAwUTCxULBRUFFwUZAwENCQEDHwMDISMFGwUdBR8FIQ0NBSMdLzEFJR0z
DQUnHQ83LQcHIzFNBSktBwcrES0jDwMRQAAAAAAAAAAdBQEdQwEFKwkFHUkNBS0dTU8FLxVRCR0PUy0HByMxVx1XCQUxDQEbAwICCwsbAwICAw
ECAgUDAQMFEwMFAwEDAQECBASRBQFRAREBBwR/AwEJA1ABAwcENwMHDwMDQQAHRkcFAwEDAQsGSwMFAwMFBFUDBQNQLQcHBCcDBQsDAQAJRj8J
AwEDAQUEAQMDBgMBBQEAegQzHScvBRMlCxEPCw8hGSUpEyMLCQsPDxULEWJ1aWx0aW4AZnVuYwBzdGFibGVobG8AbW9kdWxlAHJldHVybgBjYW
xsAGZmdAByZWFsAC9ob21lL21lL3Byb2cucHkAPGxhbWJkYT4AbWhsby5udW1fcGFydGl0aW9ucwBtaGxvLm51bV9yZXBsaWNhcwBqaXRfX2xh
bWJkYQBqYXgucmVzdWx0X2luZm8AcmVzdWx0AG1haW4AcHVibGljAHByaXZhdGUAaml0OgBqaXQoPGxhbWJkYT4pL2ppdAA8bW9kdWxlPgB4AG
ppdCg8bGFtYmRhPikvaml0KGZmdCkAaml0KDxsYW1iZGE+KS9yZWFsAGppdCg8bGFtYmRhPikACDULBS8BDQcbATslTwkBRQEBDQcpAQcFVwU9
WQ==
"""
)

EXPORTED = base64.b64decode(
    """
PAAAADgAYABeAFgAVABQAEwASAAAAEAAPAA4ADQAMAAsACgAJgAgAAAAAABEABwAGAAUABAADAAIAAQAOAAAAFwAAABgAAAAZAAAAGgAAABsAA
AAbAAAAGwAAACsAAAAAAAKAKwAAACMAwAAjAMAAIwDAABwAwAAiAMAAJADAAABAAAAlAMAALQDAAC0AwAA4AMAADQEAAAAAAMAAQAAAAAAAAAB
AAAAAAAAAAEAAAABAAAAAQAAAAAAAAAAAAAAAAAAAAIAAAAkAAAABAAAAIj8//8AAAEKBAAAAAEAAAAEAAAAAgAAADY0AACk/P//AAABDAQAAA
ABAAAABAAAAAIAAAA2NAAAAQAAAAAAAADNAgAATUzvUg1TdGFibGVITE9fdjEuMTUuMAABHQUBBQ0BAwsDCw8TFxsfA4dfFQFDBwsPDw8LIwsP
CwsLDwsPCw8bCxsPCw8LDwsPCw8PGw8LAx0PCwsLDxMLCwsLCwsvCwEFCw8DERcHFxcLFxMHAq4CHwURHSUnEQMFFSEFBRMDBw8REwcVBwUVEQ
EABRcFGQUbHRsdBR0dHwkFHx0LIy0DByMxTQUhLQMHOQ07HSsBBSMdLwEFJR0zCQUnHTc5BSkVOwUdCz0tAwcjMVcdQQUFKwMDRx0jDQEjCwMD
TQ0DT1EdLR0vHTEdMyMPHTUfERFAAAAAAAAAAA8BAQkBAgIpAwICDQkpAwICBxEDBQMJAwcRAwUDBSkDBRMdBJEFAVEBDQEHBH8DAQkDUAEDBw
Q3AwcPAwstAAlGMQUDBQMBCwY1AwkDAwUEPwMFA1AZBwcEJwMFCwMJAAdGKQkDBQMBBQQBAwMGAwEFAQAqBTcRDwsPIR0nLwUJEyULGSUpORMj
EREPFREPCxFidWlsdGluAHZobG8AbW9kdWxlAGZ1bmNfdjEAcmV0dXJuX3YxAGZmdF92MQBjYWxsX3YxAHJlYWxfdjEAL2hvbWUvbWUvcHJvZy
5weQA8bGFtYmRhPgBqYXgudXNlc19zaGFwZV9wb2x5bW9ycGhpc20AbWhsby5udW1fcGFydGl0aW9ucwBtaGxvLm51bV9yZXBsaWNhcwBqaXRf
X2xhbWJkYQBqaXQ6AGppdCg8bGFtYmRhPikvaml0ADxtb2R1bGU+AGZmdAB4AGppdCg8bGFtYmRhPikvaml0KGZmdCkAaml0KDxsYW1iZGE+KS
9yZWFsAGppdCg8bGFtYmRhPikAamF4LnJlc3VsdF9pbmZvAHJlc3VsdABtYWluAHB1YmxpYwBwcml2YXRlAAgrCwUvAQtDSUtTVQNFC0NXQ0VZ
BVtdAAAAAQAAAAQAAAADAAAAY3B1AAAAAAAAAAAAAAAAAAEAAAAEAAAASP///wEAAAAEAAAAVP///wEAAAAEAAAA2P///wAAAQoEAAAAAQAAAA
QAAAACAAAANjQAAHz///8BAAAAEAAAAAwADAAAAAgABwAGAAwAAAAAAAEMBAAAAAEAAAAEAAAAAgAAADY0AADM////CAAAAAAAAAICAAAALAAA
ABAAAAAAAAoADAALAAAABAAKAAAACAAAAAAAAAQAAAAACAAMAAsABAAIAAAACAAAAAAAAAIBAAAACAAAAAQABAAEAAAACAAAADxsYW1iZGE+AA
AAAA==
"""
)
