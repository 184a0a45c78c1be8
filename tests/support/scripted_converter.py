"""A converter of MLIR that reads none: what a module says is what it does. Stands where jaxlib would crash or hang."""

import json
import os
import sys
import time
from pathlib import Path

answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
settings = json.loads(sys.stdin.readline())
for line in sys.stdin:
    request = json.loads(line)
    word, _, rest = Path(request["file"]).read_text("utf-8").partition(" ")
    if word == "abort":
        sys.stderr.write("LLVM ERROR: out of memory\n")
        sys.stderr.flush()
        os.abort()
    if word == "hang":
        time.sleep(600)
    if word == "leave":
        raise SystemExit(0)
    Path(request["result"]).write_text(f"HloModule {request['name']}_{os.getpid()}", "utf-8")
    print(json.dumps({"problem": rest if word == "refuse" else None}), file=answers, flush=True)
