"""XLA's own HLO text parser, as jaxlib has it: the judge of ours."""

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

# Run in an environment with jaxlib, which some texts crash: each is parsed in a process of its own.
_PROGRAM = """
import base64, json, os, sys
from jaxlib import _hlo

def answer(text, to_parent):
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        reply = b"+" + _hlo.hlo_module_from_text(text).as_serialized_hlo_module_proto()
    except Exception as error:
        reply = b"-" + str(error).encode()
    with os.fdopen(to_parent, "wb") as pipe:
        pipe.write(reply)
    os._exit(0)

for line in sys.stdin:
    from_child, to_parent = os.pipe()
    child = os.fork()
    if not child:
        answer(json.loads(line), to_parent)
    os.close(to_parent)
    with os.fdopen(from_child, "rb") as pipe:
        print(base64.b64encode(pipe.read() or b"-crashed").decode())
    os.waitpid(child, 0)
"""


@dataclass(frozen=True)
class Verdict:
    """What XLA says of one text: the serialized HloModuleProto that it made, or why it made none."""

    proto: bytes = b""
    error: str = ""


def verdicts_on(texts: Sequence[str]) -> list[Verdict]:
    """One for each text."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM], input=lines, capture_output=True, text=True, check=False, timeout=600
    )
    assert run.returncode == 0, run.stderr
    answers = [base64.b64decode(line) for line in run.stdout.split()]
    assert len(answers) == len(texts)
    return [Verdict(a[1:]) if a[:1] == b"+" else Verdict(error=a[1:].decode("utf-8", "replace")) for a in answers]
