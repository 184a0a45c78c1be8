"""A worker that compiles nothing: what a module says is what it does. Stands where a compiler would crash or hang."""

import json
import os
import runpy
import shutil
import sys
import time
from pathlib import Path

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")


def answer(**fields: object) -> None:
    print(json.dumps(fields), file=answers, flush=True)


if "--refuse" in sys.argv:
    answer(problem="no such plugin")
    raise SystemExit(1)
if "--die" in sys.argv:
    sys.stderr.write("ImportError: no module named jax\n")
    raise SystemExit(3)
if "xla_new" in os.environ["XLA_FLAGS"]:  # as XLA does, with its own words
    sys.stderr.write("F1130 01:37:16.4 13010 parse_flags_from_env.cc:238] Unknown flags in XLA_FLAGS: --xla_new=1\n")
    sys.stderr.flush()
    os.abort()
settings = json.loads(sys.stdin.readline()) | {"flags": os.environ["XLA_FLAGS"]}
lifeline = runpy.run_path(str(Path(__file__).parents[2] / "hloscope" / "captures" / "targets" / "lifeline.py"))
lifeline["hold"](settings["lifeline"], settings["workplace"])
answer(problem=None)
for line in sys.stdin:
    request = json.loads(line)
    word, _, rest = Path(request["file"]).read_text("utf-8").partition(" ")
    if word == "abort":
        sys.stderr.write("F0000 Check failed: operand != nullptr\nsome more\n")
        sys.stderr.flush()
        os.abort()
    lifeline["limit_time"](request["time_limit"])
    if word == "hang" or "jit_hang" in rest:
        Path(settings["workplace"], "hangs").write_text(str(os.getpid()), "utf-8")
        time.sleep(600)
    if word == "refuse":
        answer(problem=rest)
        continue
    if word == "dump":
        shutil.copytree(rest, request["folder"], dirs_exist_ok=True)
    answer(problem=None, temp_bytes=os.getpid(), modelled_seconds=0.5, settings=settings)
