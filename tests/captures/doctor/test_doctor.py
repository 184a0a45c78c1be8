"""The doctor on flags, variables, logs and commands; programs that need no framework stand in for those that do."""

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from hloscope.captures.doctor.diagnosis import diagnose_machine, in_order
from hloscope.captures.doctor.finding import Finding, shortened
from hloscope.captures.doctor.flag_findings import flag_findings
from hloscope.captures.doctor.inventory import inventory_of, packages_in, targets_of
from hloscope.captures.doctor.known_flags import DUMP_FLAGS, Kind, find_similar, known_flags
from hloscope.captures.doctor.log_findings import is_of_interest, log_findings
from hloscope.captures.doctor.observation import Process, Write
from hloscope.captures.doctor.process_findings import process_findings
from hloscope.captures.doctor.trial import diagnose_command
from hloscope.captures.doctor.witness import FRAMEWORKS, Witness
from hloscope.cli import main
from hloscope.frameworks import FRAMEWORKS as TABLE
from tests.support.dumped import TESTDATA

ROOT = Path(__file__).parents[3]
MLP = TESTDATA / "jax-0.10.2-cpu" / "mlp"
UNOPTIMIZED = "xla_dump_hlo_unoptimized_snapshots"
Pins = list[tuple[str, str, str]]


def pins_of(findings: tuple[Finding, ...], folder: Path | None = None) -> Pins:
    """Id, evidence and cure of each finding."""
    name = str(folder) if folder else "\0"
    return [(item.id, item.evidence.replace(name, "DIR"), item.cure.replace(name, "DIR")) for item in findings]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder as on `sys.path`, with a library that holds names of flags as jaxlib's does."""
    (tmp_path / "jaxlib").mkdir()
    whole = b"\0xla_dump_to\0xla_gpu_autotune_level\0xla_gpu_enable_triton_gemm\0xla_cpu\0"
    joined = b"xla_cpu_enable_fast_mathxla_cpu_joined\0tf_xla_x\0see xla_gpu_enable_ and so on\0"
    fields = _field(b"xla_dump_to", 109, 9) + _field(b"xla_gpu_autotune_level", 123, 5)
    fields += _field(b"xla_gpu_enable_triton_gemm", 188, 8) + _field(b"xla_gpu_reserved", 7, 8)
    dump_flags = [name.encode() for name in (*DUMP_FLAGS, "xla_dump_hlo_as_riegeli", UNOPTIMIZED)]
    whole += b"".join(b"\0" + name + b"\0" for name in dump_flags)
    (tmp_path / "jaxlib" / "libjax_common.so").write_bytes(whole + joined + fields)
    return tmp_path


def _field(name: bytes, number: int, kind: int) -> bytes:
    """A FieldDescriptorProto as protobuf serializes it: name, number, label and type."""
    digits = bytes([number]) if number < 128 else bytes([number % 128 + 128, number // 128])
    return b"\n" + bytes([len(name)]) + name + b"\x18" + digits + b" \x01(" + bytes([kind])


def test_flags_are_found_in_libraries(library: Path, tmp_path: Path) -> None:
    of_dumps = (*DUMP_FLAGS, "xla_dump_hlo_as_riegeli", UNOPTIMIZED)
    expected = dict.fromkeys(of_dumps, "unknown") | {
        "xla_dump_to": "text",
        "xla_gpu_autotune_level": "number",
        "xla_gpu_enable_triton_gemm": "switch",
        "xla_cpu": "unknown",
    }
    assert known_flags([str(library), str(tmp_path / "nothing")]) == expected
    (library / "jaxlib" / "libjax_common.so").write_bytes(b"")
    assert known_flags([str(library)]) == {}


@pytest.mark.skipif(find_spec("jaxlib") is None, reason="needs jaxlib")
def test_installed_xla_takes_what_is_suggested() -> None:
    """XLA is the judge: of flags that it does not know it says so, and goes on to none of the others."""
    known = known_flags(sys.path)
    assert len(known) > 300, "jaxlib is one of the tools"
    switches = [name for name, kind in known.items() if kind == "switch"]
    assert len(switches) > 100
    flags = " ".join(f"--{name}=false" for name in [*switches, "xla_gpu_enable_", "xla_no_such_flag"])
    environment = {**os.environ, "XLA_FLAGS": flags, "JAX_PLATFORMS": "cpu"}
    program = "from jaxlib import _jax; _jax.CompileOptions()"
    said = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    refused = re.findall(r"--(\w+)", re.findall(r"Unknown flags in XLA_FLAGS: (.*)", said.stderr)[0])
    assert refused == ["xla_gpu_enable_", "xla_no_such_flag"]


@pytest.mark.parametrize(
    ("flag", "cure"),
    [
        ("--xla_gpu_enable_x=true", "take --xla_gpu_enable_x=true out; this version has no such flag"),
        ("--xla_gpu_enable_triton_gem=true", "did you mean --xla_gpu_enable_triton_gemm=true?"),
        ("--xla_gpu_enable_triton_gem=/d", "take --xla_gpu_enable_triton_gem=/d out; this version has no such flag"),
        ("--xla_gpu_autotune_lvl=/d", "take --xla_gpu_autotune_lvl=/d out; this version has no such flag"),
        ("--xla_gpu_autotune_lvl=2", "did you mean --xla_gpu_autotune_level=2?"),
        ("--xla_dmp_to=true", "take --xla_dmp_to=true out; this version has no such flag"),
        ("--xla_dump_ir_to=/d", "--xla_dump_to=/d does it now; XLA has dropped --xla_dump_ir_to"),
        (
            "--xla_generate_hlo_graph=f",
            (
                "--xla_dump_to=DIR --xla_dump_hlo_as_dot --xla_dump_hlo_module_re=f does it now; XLA has dropped "
                "--xla_generate_hlo_graph"
            ),
        ),
        (
            "--xla_gpu_enable_async_all_reduce=true",
            "take --xla_gpu_enable_async_all_reduce=true out: XLA has dropped the flag, since it does so by itself",
        ),
        (
            "--xla_tpu_async=true",
            "put --xla_tpu_async=true into LIBTPU_INIT_ARGS, where libtpu looks for its own flags",
        ),
    ],
)
def test_only_flags_of_this_version_are_suggested(flag: str, cure: str, library: Path) -> None:
    (finding,) = [*flag_findings({"XLA_FLAGS": flag}, known_flags([str(library)]))]
    assert (finding.id, finding.cure) == ("unknown-flag", cure)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("xla_dmp_to", "xla_dump_to"),
        ("XLA_DUMP_TO", "xla_dump_to"),
        ("xla-dump-to", "xla_dump_to"),
        ("xla_gpu_autotune_lvl", "xla_gpu_autotune_level"),
        ("make_it_fast", None),
    ],
)
def test_misspelt_flag_is_recognised(name: str, meant: str | None) -> None:
    assert find_similar(name, ["xla_dump_to", "xla_gpu_autotune_level"]) == meant


def test_beginning_of_many_flags_is_none_of_them() -> None:
    flags = dict.fromkeys(["xla_gpu_enable_a", "xla_gpu_enable_b", "xla_gpu_enable_c"], "switch")
    assert find_similar("xla_gpu_enable_", flags, "true") is None
    assert find_similar("xla_gpu_enable_", ["xla_gpu_enable_a"]) == "xla_gpu_enable_a"


def test_flag_that_lacks_its_value_is_not_called_unknown() -> None:
    said = "F1130 12:33:37.732781 17537 parse_flags_from_env.cc:234] Unknown flag in XLA_FLAGS: --xla_dump_to"
    (finding,) = log_findings([said], known={"xla_dump_to": "text"})
    assert (finding.id, finding.cure.partition(":")[0]) == ("flag-without-value", "--xla_dump_to=VALUE")


FORM = "write every flag as --name=value, with spaces between flags and none inside them"
FLAGS: list[tuple[dict[str, str], Pins]] = [
    ({}, []),
    ({"XLA_FLAGS": "--xla_gpu_autotune_level=0 --xla_dump_to=DIR/d"}, []),
    (
        {"XLA_FLAGS": "--xla_dmp_to=d"},
        [
            (
                "unknown-flag",
                "XLA_FLAGS has --xla_dmp_to=d, and no installed XLA has a flag of that name",
                "did you mean --xla_dump_to=d?",
            )
        ],
    ),
    (
        {"XLA_FLAGS": "--make_it_fast"},
        [
            (
                "unknown-flag",
                "XLA_FLAGS has --make_it_fast, and no installed XLA has a flag of that name",
                "take --make_it_fast out; this version has no such flag",
            )
        ],
    ),
    (
        {"XLA_FLAGS": "--tf_xla_auto_jit=2"},
        [
            (
                "unknown-flag",
                "XLA_FLAGS has --tf_xla_auto_jit=2, and no installed XLA has a flag of that name",
                "put --tf_xla_auto_jit=2 into TF_XLA_FLAGS",
            )
        ],
    ),
    (
        {"XLA_FLAGS": "-xla_dump_to=DIR/d"},
        [("flag-dashes", "XLA_FLAGS has -xla_dump_to=DIR/d", "write --xla_dump_to=DIR/d")],
    ),
    (
        {"XLA_FLAGS": "--xla_dump_to d --xla_dump_hlo_as_proto"},
        [
            (
                "flag-without-value",
                "XLA_FLAGS has --xla_dump_to without = and its value apart",
                f"--xla_dump_to=VALUE: {FORM}",
            ),
            ("flags-ignored", "XLA_FLAGS has 'd --xla_dump_hlo_as_proto' behind --xla_dump_to", FORM),
        ],
    ),
    (
        {"XLA_FLAGS": "--xla_dump_to=DIR --xla_dump_max_hlo_modules"},  # as XLA does: only switches may stand alone
        [
            (
                "flag-without-value",
                "XLA_FLAGS has --xla_dump_max_hlo_modules without =",
                f"--xla_dump_max_hlo_modules=VALUE: {FORM}",
            )
        ],
    ),
    (
        {"XLA_FLAGS": "'--xla_dump_to=d'"},
        [
            (
                "flags-file",
                "XLA_FLAGS=\"'--xla_dump_to=d'\": No such file or directory",
                "export XLA_FLAGS='--xla_dump_to=d'",
            )
        ],
    ),
    (
        {"XLA_FLAGS": "xla_dump_to=d"},
        [
            (
                "flags-file",
                "XLA_FLAGS='xla_dump_to=d': No such file or directory",
                "export XLA_FLAGS='--xla_dump_to=d'",
            )
        ],
    ),
    (
        {"XLA_FLAGS": "DIR/flags"},
        [
            (
                "unknown-flag",
                "XLA_FLAGS has --xla_dmp_to=1, and no installed XLA has a flag of that name",
                "did you mean --xla_dump_to=1?",
            )
        ],
    ),
    (
        {"XLA_FLAGS": "--xla_dump_hlo_pass_re=.*"},
        [
            (
                "no-dump-folder",
                "XLA_FLAGS has --xla_dump_hlo_pass_re=.*, but no --xla_dump_to=DIR",
                "add --xla_dump_to=DIR",
            )
        ],
    ),
    (
        {"XLA_FLAGS": "--xla_dump_to=-"},
        [
            (
                "dump-to-stdout",
                "XLA_FLAGS has --xla_dump_to=-",
                "hloscope report reads the log; or name a folder",
            )
        ],
    ),
    (
        {"XLA_FLAGS": "--xla_dump_to=DIR/d --xla_dump_hlo_as_dot"},
        [
            (
                "no-text",
                "XLA_FLAGS has --xla_dump_hlo_as_dot and no --xla_dump_hlo_as_text",
                "add --xla_dump_hlo_as_text",
            )
        ],
    ),
    ({"XLA_FLAGS": "--xla_dump_to=DIR/d --xla_dump_hlo_as_dot=false"}, []),
    ({"XLA_FLAGS": "--xla_dump_to=DIR/d --xla_dump_hlo_as_proto"}, []),
    ({"XLA_FLAGS": "--xla_dump_to=DIR/d --xla_dump_hlo_as_proto --xla_dump_hlo_as_dot"}, []),
    (
        {"XLA_FLAGS": "--xla_dump_to=DIR/d --xla_dump_hlo_as_riegeli"},
        [
            (
                "no-text",
                "XLA_FLAGS has --xla_dump_hlo_as_riegeli and no --xla_dump_hlo_as_text",
                "add --xla_dump_hlo_as_text",
            )
        ],
    ),
    (
        {"XLA_FLAGS": "--xla_dump_to=DIR/d --xla_dump_hlo_as_text --xla_dump_hlo_unoptimized_snapshots"},
        [("only-snapshots", "XLA_FLAGS has --xla_dump_hlo_unoptimized_snapshots", "take it out")],
    ),
    (
        {"XLA_FLAGS": "--xla_dump_to=DIR/d --xla_dump_hlo_module_re=x --xla_dump_max_hlo_modules=2"},
        [
            (
                "module-filter",
                "XLA_FLAGS has --xla_dump_hlo_module_re=x",
                "take it out to see which modules there are",
            ),
            (
                "module-limit",
                "XLA_FLAGS has --xla_dump_max_hlo_modules=2",
                "take it out, or empty the folder before each run",
            ),
        ],
    ),
    (
        {"XLA_FLAGS": "--xla_dump_to=DIR/flags/d"},
        [("folder-is-a-file", "--xla_dump_to=DIR/flags/d, and DIR/flags is a file", "name a folder, or a new name")],
    ),
    (
        {"XLA_FLAGS": "--xla_dump_to=" + "x" * 256},
        [("folder-name-too-long", "--xla_dump_to=" + "x" * 256, "choose a shorter name")],
    ),
    (
        {"TF_XLA_FLAGS": "--tf_xla_dump_to=d --tf_xla_auto_jit=2"},
        [
            (
                "tf-xla-flags",
                "TF_XLA_FLAGS has --tf_xla_dump_to=d",
                "XLA_FLAGS=--xla_dump_to=d, or put `hloscope run --` in front of the command",
            )
        ],
    ),
    (
        {"TF_XLA_FLAGS": "--tf_xla_autojit=2"},
        [("unknown-flag", "TF_XLA_FLAGS has --tf_xla_autojit=2", "did you mean --tf_xla_auto_jit=2?")],
    ),
    (
        {"JAX_DISABLE_JIT": "1", "JAX_COMPILATION_CACHE_DIR": "c"},
        [
            ("jit-disabled", "JAX_DISABLE_JIT=1", "unset JAX_DISABLE_JIT"),
            (
                "cache-on",
                "JAX_COMPILATION_CACHE_DIR=c",
                "`hloscope run` switches the caches off; or unset the variable",
            ),
        ],
    ),
    ({"JAX_COMPILATION_CACHE_DIR": "c", "JAX_ENABLE_COMPILATION_CACHE": "0"}, []),
]


@pytest.mark.parametrize(("environment", "expected"), FLAGS, ids=[str(environment)[:60] for environment, _ in FLAGS])
def test_variables_are_explained(environment: dict[str, str], expected: Pins, library: Path) -> None:
    (library / "flags").write_text("--xla_dmp_to=1\n", "utf-8")
    placed = {name: value.replace("DIR", str(library)) for name, value in environment.items()}
    assert pins_of(diagnose_machine(placed, [str(library)]).findings, library) == expected


def test_folder_that_is_not_writable_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> bool:  # tests may run as root, who may write anywhere
        return False

    monkeypatch.setattr(os, "access", none)
    (finding,) = diagnose_machine({"XLA_FLAGS": f"--xla_dump_to={tmp_path}/d"}, []).findings
    assert finding.id == "folder-not-writable"
    assert finding.evidence == f"--xla_dump_to={tmp_path}/d: {tmp_path} is not writable for this user"


def test_full_disk_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def usage(_: Path) -> SimpleNamespace:
        return SimpleNamespace(total=10**9, free=1_200_000)

    monkeypatch.setattr("shutil.disk_usage", usage)
    (finding,) = diagnose_machine({"XLA_FLAGS": f"--xla_dump_to={tmp_path}"}, []).findings
    assert (finding.id, finding.evidence) == ("disk-full", f"1.2 MB are free in {tmp_path}")


# Lines as jax 0.10.2, TensorFlow 2.21 and torch-xla 2.9 print them.
LOG = [
    ("F1121 parse_flags_from_env.cc:234] Unknown flag in XLA_FLAGS: --xla_dmp_to=d", "unknown-flag"),
    ("F0000 parse_flags_from_env.cc:234] Unknown flags in TF_XLA_FLAGS: --xla_dump_to=d --x", "tf-xla-flags"),
    (
        'F1121 parse_flags_from_env.cc:171] Could not open file "x" to read flags for environment variable "XLA_FLAGS".',
        "flags-file",
    ),
    ("E1121 command_line_flags.cc:93] Couldn't interpret value yes for flag xla_dump_hlo_as_text.", "flag-value"),
    (
        "E1121 dump.cc:118] Could not create directory: d. Error: FAILED_PRECONDITION: Not a directory",
        "folder-is-a-file",
    ),
    ("E1121 dump.cc:118] Could not create directory: /proc/x. Error: NOT_FOUND: /proc/x not found", "not-written"),
    (
        "E1121 dump.cc:266] Could not write XLA debug data to d/m.txt: RESOURCE_EXHAUSTED: d/m.txt; No space left on device",
        "disk-full",
    ),
    ("E1121 dump.cc:266] Could not write XLA debug data to d/m: UNKNOWN: d/m; File too large", "file-limit"),
    (
        "E1121 dump.cc:266] Could not write XLA debug data to d/m: PERMISSION_DENIED: Permission denied",
        "folder-not-writable",
    ),
    ("E1121 dump.cc:266] Could not write XLA debug data to d/m: UNKNOWN: File name too long", "file-name-too-long"),
    ("E1121 dump.cc:244] Have already dumped 2 modules, more than the limit of 2", "module-limit"),
    ("E1121 re2.cc:926] Invalid RE2: missing ]: [", "bad-expression"),
    (
        "WARNING: An NVIDIA GPU may be present on this machine, but a CUDA-enabled jaxlib is not installed. Falling back to cpu.",
        "wrong-device",
    ),
    ("*** Begin module_0000.jit_f.before_optimizations.txt ***", "dump-to-stdout"),
]


@pytest.mark.parametrize(("line", "kind"), LOG, ids=[kind for _, kind in LOG])
def test_complaint_is_explained(line: str, kind: str) -> None:
    assert is_of_interest(line)
    finding = log_findings([line, line], ())[0]
    assert finding.id == kind
    assert finding.evidence.rpartition(": ")[2] in line


def test_other_lines_are_left_alone() -> None:
    lines = ["loss 0.1", "*** Begin training ***", "Unknown flag", "x" * 100_000]
    assert log_findings(lines, ()) == []


def test_text_from_outside_is_shown_on_one_line() -> None:
    assert shortened("a\x1b[31m\nb" + "c" * 400, 20) == "a [31m bcc...cccccccccc"


def test_witness_knows_every_framework_though_it_may_import_none_of_us() -> None:
    """And torch beside, which compiles nothing with XLA by itself."""
    assert {*FRAMEWORKS.values()} == {*TABLE, "torch"}
    assert {module for module, name in FRAMEWORKS.items() if name in TABLE} == {row.module for row in TABLE.values()}


def test_witness_notes_what_is_written_into_the_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jax", ModuleType("jax"))
    bridge = ModuleType("jax._src.xla_bridge")
    monkeypatch.setitem(sys.modules, "jax._src.xla_bridge", bridge)
    monkeypatch.setenv("XLA_FLAGS", "--xla_a")
    put: list[tuple[object, ...]] = []

    def putenv(*pair: object) -> None:
        put.append(pair)

    monkeypatch.setattr(os, "putenv", putenv)
    witness = Witness(str(tmp_path))
    witness.note_write("HLOSCOPE_TEST", "1")
    witness.note_write(b"XLA_FLAGS", b"--xla_b")
    vars(bridge)["_backends"] = {"cpu": object()}
    witness.note_write("XLA_FLAGS", "--xla_c")
    witness.save_end()
    record = json.loads((tmp_path / f"{os.getpid()}.json").read_text("utf-8"))
    assert put == [("HLOSCOPE_TEST", "1"), (b"XLA_FLAGS", b"--xla_b"), ("XLA_FLAGS", "--xla_c")]
    writes = [(item["before"], item["value"], item["started"]) for item in record["writes"]]
    assert writes == [("--xla_a", "--xla_b", []), ("--xla_a", "--xla_c", ["jax"])]
    assert (record["frameworks"], record["started"], record["has_ended"]) == ({"jax": ""}, ["jax"], True)
    assert record["writes"][0]["place"].partition(":")[0] == __file__


def process(**changes: object) -> Process:
    fields: dict[str, object] = {
        "pid": 1,
        "python": "3.11.7",
        "arguments": (),
        "path": (),
        "frameworks": {},
        "started": (),
        "writes": (),
        "has_ended": True,
    }
    return Process(**(fields | changes))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def write(**changes: object) -> Write:
    fields: dict[str, object] = {
        "variable": "XLA_FLAGS",
        "before": "",
        "value": "--xla_dump_to=d",
        "place": "train.py:3",
        "started": (),
        "loaded": (),
    }
    return Write(**(fields | changes))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


PROCESSES: list[tuple[list[Process], str | None]] = [
    ([process(frameworks={"jax": "1"}, started=("jax",))], None),
    ([], "not-observed"),
    ([process()], "no-framework"),
    ([process(), process()], "no-framework"),
    ([process(frameworks={"torch": "2.9"})], "no-framework"),
    ([process(frameworks={"torch": "2.9", "torch-xla": "2.9"})], "nothing-compiled"),
    ([process(frameworks={"tensorflow": "2.21", "jax": "1"})], "nothing-compiled"),
    ([process(frameworks={"jax": "1"})], "nothing-compiled"),
    ([process(frameworks={"jax": "1"}, has_ended=False)], None),
    ([process(started=("jax",)), process(started=("jax",))], "several-processes"),
    ([process(writes=(write(started=("jax",)),))], "flags-too-late"),
    ([process(writes=(write(loaded=("tensorflow",)),))], "flags-too-late"),
    ([process(frameworks={"jax": "1"}, started=("jax",), writes=(write(loaded=("jax",)),))], None),
    (
        [process(frameworks={"jax": "1"}, started=("jax",), writes=(write(before="--xla_dump_to=d", value=""),))],
        "flags-replaced",
    ),
]


@pytest.mark.parametrize(("processes", "kind"), PROCESSES)
def test_processes_are_explained(processes: list[Process], kind: str | None) -> None:
    found = [finding.id for finding in process_findings(processes, has_dumped=False)]
    assert found[:1] == ([kind] if kind else [])


def test_inventory_lists_what_a_bug_report_needs(tmp_path: Path) -> None:
    for name in ("jax-0.10.2", "jaxlib-0.10.2", "jax_cuda12_pjrt-0.10.2", "libtpu-0.0.51", "requests-2.0"):
        (tmp_path / f"{name}.dist-info").mkdir()
        (tmp_path / f"{name}.dist-info" / "METADATA").write_text(f"Version: {name.rpartition('-')[2]}\n", "utf-8")
    (tmp_path / "dev").mkdir()
    for name in ("nvidia0", "nvidia1", "nvidiactl", "accel0"):
        (tmp_path / "dev" / name).touch()
    environment = {"JAX_PLATFORMS": "cpu", "HOME": "/home/me", "AWS_SECRET": "no"}
    found = inventory_of([str(tmp_path)], environment, devices=tmp_path / "dev")
    assert found.packages == {"jax": "0.10.2", "jax-cuda12-pjrt": "0.10.2", "jaxlib": "0.10.2", "libtpu": "0.0.51"}
    assert found.devices == {"NVIDIA GPU": 2, "TPU": 1}
    assert found.variables == {"JAX_PLATFORMS": "cpu"}
    assert found.targets == [
        "jax cpu",
        "jax gpu (jax-cuda12-pjrt; without a GPU too)",
        "jax tpu (libtpu; without a TPU too)",
    ]


def test_plugin_of_another_version_makes_no_target() -> None:
    packages = {"jax": "0.10.2", "jaxlib": "0.10.2", "jax-cuda12-pjrt": "0.9.0"}
    assert targets_of(packages) == ["jax cpu", "no jax gpu: jax-cuda12-pjrt 0.9.0 does not fit jaxlib 0.10.2"]
    assert packages_in(["/nothing"]) == {}


# What XLA would do: reads the flag, and writes files.
FAKE = """
import os, shutil, sys
flags = dict(flag.lstrip("-").partition("=")[::2] for flag in os.environ.get("XLA_FLAGS", "").split())
if "xla_dmp_to" in flags:
    os.write(2, b"F1121 parse_flags_from_env.cc:234] Unknown flag in XLA_FLAGS: --xla_dmp_to=d\\n")
    os._exit(1)  # as XLA ends it
shutil.copytree({dump!r}, flags["xla_dump_to"], dirs_exist_ok=True)
print("program says", *sys.argv[1:])
"""


@pytest.fixture
def program(tmp_path: Path) -> str:
    path = tmp_path / "program.py"
    path.write_text(FAKE.format(dump=str(MLP)), "utf-8")
    return str(path)


def environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("XLA_FLAGS", "TF_XLA_FLAGS")}
    return kept | changes


def test_command_that_asks_for_no_dump_is_told_to(program: str) -> None:
    diagnosis = diagnose_command([sys.executable, program], environment())
    assert [finding.id for finding in diagnosis.findings] == ["not-asked"]
    assert diagnosis.problems == ()
    assert diagnosis.summary == "one compilation was dumped (jax cpu)"
    assert diagnosis.machine
    assert diagnosis.machine.python.count(".") == 2


def test_command_that_dies_of_a_flag_is_explained_by_its_own_words(program: str) -> None:
    diagnosis = diagnose_command([sys.executable, program], environment(XLA_FLAGS="--xla_dmp_to=d"))
    evidence = "XLA said: Unknown flag in XLA_FLAGS: --xla_dmp_to=d"
    assert pins_of(diagnosis.findings) == [("unknown-flag", evidence, "did you mean --xla_dump_to=d?")]


def test_folder_with_earlier_files_only_is_stale(program: str, tmp_path: Path) -> None:
    flags = f"--xla_dump_to={tmp_path / 'd'}"
    diagnose_command([sys.executable, program], environment(XLA_FLAGS=flags))
    found = diagnose_command([sys.executable, "-c", "pass"], environment(XLA_FLAGS=flags)).findings
    assert [finding.id for finding in found] == ["no-framework", "stale-folder"]
    assert found[1].evidence == f"all 3 files in {tmp_path / 'd'} are from before this run"


def test_folder_that_the_program_names_itself_is_looked_into(program: str, tmp_path: Path) -> None:
    text = Path(program).read_text("utf-8")
    Path(program).write_text(
        f"import os; os.environ['XLA_FLAGS'] = '--xla_dump_to={tmp_path / 'own'}'\n{text}", "utf-8"
    )
    diagnosis = diagnose_command([sys.executable, program], environment())
    assert (diagnosis.findings, diagnosis.summary) == ((), "one compilation was dumped (jax cpu)")


def test_program_that_replaces_the_flags_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text("import os\nos.environ['XLA_FLAGS'] = '--xla_x'\n", "utf-8")
    (finding, *_) = diagnose_command([sys.executable, str(path)], environment()).findings
    assert (finding.id, finding.evidence) == ("flags-replaced", f"{path}:2 sets XLA_FLAGS=--xla_x")


@pytest.mark.parametrize(
    ("code", "evidence"),
    [
        ("raise SystemExit(3)", "its exit status is 3"),
        ("import os; os.kill(os.getpid(), 15)", "the command was ended by signal 15"),
    ],
)
def test_command_that_fails_is_said(code: str, evidence: str) -> None:
    found = diagnose_command([sys.executable, "-c", code], environment()).findings
    assert evidence in [finding.evidence for finding in found if finding.id == "command-failed"]


def test_command_without_python_is_said() -> None:
    assert [item.id for item in diagnose_command(["true"], environment()).findings] == ["not-observed"]


def test_program_does_not_see_the_observer(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("print('own sitecustomize')\n", "utf-8")
    code = "import sys, os; print(sys.path, sys.modules['sitecustomize'].__file__, os.environ['A'])"
    done = hloscope("doctor", "--", sys.executable, "-c", code, PYTHONPATH=str(tmp_path), A="b")
    assert "own sitecustomize\n" in done.stderr
    assert f"{tmp_path}/sitecustomize.py b\n" in done.stderr
    assert "/code'" not in done.stderr


def hloscope(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs hloscope in a process of its own, as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "hloscope", *arguments],
        env=environment(COLUMNS="80", PYTHONPATH=str(ROOT)) | variables,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_output_of_the_command_goes_to_stderr_and_the_diagnosis_to_stdout(program: str) -> None:
    done = hloscope("doctor", "--json", "--", sys.executable, program, "--json")
    assert (done.returncode, done.stderr) == (0, "program says --json\n")
    document = json.loads(done.stdout)
    assert [finding["id"] for finding in document["findings"]] == ["not-asked"]
    assert document["machine"]["hloscope"]


def test_problem_is_status_1_and_fits_the_terminal() -> None:
    done = hloscope("doctor", XLA_FLAGS="--xla_dump_hlo_pass_re=.*")
    assert done.returncode == 1
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    assert max(map(len, lines)) <= 80
    start = lines.index("problem: no-dump-folder")
    assert lines[start + 1 :] == [
        "  evidence  XLA_FLAGS has --xla_dump_hlo_pass_re=.*, but no --xla_dump_to=DIR",
        "  cause     without a folder XLA dumps nothing, or to stdout if a form such as",
        "            --xla_dump_hlo_as_text is asked for",
        "  cure      add --xla_dump_to=DIR",
        "",
        "1 problem.",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["doctor", "nothing-here"], "nothing-here: no such folder; expected the one that XLA dumps to"),
        (["doctor", "--"], "expected a DIR, a LOG or -- COMMAND, found nothing behind --"),
        (["doctor", "d", "--", "true"], "expected a DIR, a LOG or -- COMMAND, found both"),
        (["doctor", "--", "no-such-command-here"], "cannot start 'no-such-command-here': No such file or directory"),
    ],
)
def test_bad_usage_is_status_2(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"hloscope: {message}\n"


def test_folder_without_problem_is_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(MLP)]) == 0
    assert capsys.readouterr().out.strip() == "No problem found; one compilation was dumped (jax cpu)."


@pytest.mark.parametrize("is_log", [False, True], ids=["variable", "log"])
def test_each_flag_that_is_not_known_is_told_once(*, is_log: bool) -> None:
    """XLA dies of all of them at once, so one cure is not enough: `Unknown flags in XLA_FLAGS: --a --b`."""
    flags = "--xla_gpu_enable_triton_gem=true --xla_gpu_graph_level=0"
    known: dict[str, Kind] = {"xla_gpu_enable_triton_gemm": "switch"}
    found = (
        log_findings([f"F1201 parse_flags_from_env.cc:234] Unknown flags in XLA_FLAGS: {flags}"] * 2, known)
        if is_log
        else in_order([*flag_findings({"XLA_FLAGS": flags}, known)] * 2)
    )
    assert [(finding.id, finding.cure) for finding in found] == [
        ("unknown-flag", "did you mean --xla_gpu_enable_triton_gemm=true?"),
        ("unknown-flag", "take --xla_gpu_graph_level=0 out; this version has no such flag"),
    ]


def test_flags_of_a_log_are_told_up_to_a_limit() -> None:
    lines = (f"Unknown flag in XLA_FLAGS: --xla_{number}=1" for number in range(1000))
    assert len(log_findings(lines, {"xla_dump_to": "text"})) <= 21
