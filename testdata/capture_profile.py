"""Records a profile of `programs/profiled_step.py`: `python capture_profile.py FRAMEWORK VERSION PYTHON`.

Kept is the one `*.xplane.pb`, gzipped, in the folders of TensorBoard, with the host called `host`. The folder of the
environment is replaced by another name of that length; nothing else is changed.
"""

import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAMS = Path(__file__).parent / "programs"


def main() -> None:
    framework, version, python = sys.argv[1:]
    command = [python, "profiled_step.py", framework]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "JAX_HLO_SOURCE_FILE_CANONICALIZATION_REGEX": ".*/"}
        subprocess.run([*command, folder], check=True, cwd=PROGRAMS, env=environment)
        [path] = Path(folder).rglob("*.xplane.pb")
        data = path.read_bytes()
        run = path.parent.name
    root = os.fsencode(Path(python).parents[1])
    data = data.replace(root + b"/", b"/home/".ljust(len(root), b"e") + b"/")
    target = Path(__file__).parent / "profiles" / f"{framework}-{version}-cpu"
    kept = target / "plugins" / "profile" / run / "host.xplane.pb.gz"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(gzip.compress(data, 9, mtime=0))
    (target / "command.txt").write_text(f"cd testdata/programs && python profiled_step.py {framework} FOLDER\n")


if __name__ == "__main__":
    main()
