"""Targets: which there are, what the compiler is told of them, and what is missing for them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

import hloscope
from hloscope.captures.targets import installed as module
from hloscope.captures.targets.gpus import description_of
from hloscope.captures.targets.targets import TARGETS, check_installed, find_target, lack_of
from hloscope.cli import main
from hloscope.devices import GPUS, TPUS, Gpu
from hloscope.errors import HloscopeError
from hloscope.parsers import parse_textproto

JAX = {"jax": "0.10.2", "jaxlib": "0.10.2"}
GPU = {**JAX, "jax-cuda12-plugin": "0.10.2", "jax-cuda12-pjrt": "0.10.2"}
JAX_12 = {"jax": "0.12.0.1", "jaxlib": "0.12.0.1"}
# What jax's own metadata says, of the packages that matter here.
REQUIREMENTS = {
    "0.10.2": [
        "jaxlib<=0.10.2,>=0.10.1",
        "numpy>=2.0",
        'jaxlib==0.10.1; extra == "minimum-jaxlib"',
        'libtpu==0.0.42.*; extra == "tpu"',
        "requests; extra == 'tpu'",
    ],
    "0.12.0.1": [
        "jaxlib<=0.12.0.1,>=0.11.2",
        "opt_einsum",
        'jaxlib<=0.12.0.1,>=0.12.0.1; extra == "tpu"',
        'libtpu==0.0.50.*; extra == "tpu"',
        'jax-cuda12-plugin[with-cuda]<=0.12.0.1,>=0.12.0.1; extra == "cuda12"',
    ],
    "0.4.30": ["jaxlib (<=0.4.30,>=0.4.27)"],
}

Install = Callable[[Mapping[str, str]], None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Makes it seem that just these packages are installed."""

    def install(packages: Mapping[str, str]) -> None:
        def version(name: str) -> str:
            if name not in packages:
                raise PackageNotFoundError(name)
            return packages[name]

        def requires(name: str) -> list[str] | None:
            return REQUIREMENTS.get(version(name))

        monkeypatch.setattr(module, "version", version)
        monkeypatch.setattr(module, "requires", requires)

    return install


def test_targets_are_the_cpu_the_gpus_and_the_tpus() -> None:
    assert list(TARGETS) == ["cpu", *GPUS, *TPUS]
    assert {target.platform for target in TARGETS.values()} == {"cpu", "gpu", "tpu"}


@pytest.mark.parametrize("gpu", GPUS.values(), ids=GPUS)
def test_description_is_a_text_proto_with_the_figures(gpu: Gpu) -> None:
    [info] = parse_textproto(description_of(gpu))["gpu_device_info"]
    assert isinstance(info, dict)
    [capability] = info["cuda_compute_capability"]
    assert capability == {
        "major": [gpu.capability[0]],
        "minor": [gpu.capability[1]],
        "feature_extension": ["ACCELERATED_FEATURES" if gpu.is_accelerated else "NONE"],
    }
    assert info["core_count"] == [gpu.cores]
    assert info["memory_bandwidth"] == [gpu.bandwidth_gb_per_s * 10**9]
    assert info["shared_memory_per_block_optin"] == [gpu.shared_memory_per_block_kib * 1024]
    assert info["name"] == [gpu.title]


def test_title_is_quoted_in_a_description() -> None:
    text = description_of(replace(GPUS["h100"], title='my "fast" \\ GPU'))
    assert parse_textproto(text)["device_description_str"] == ['my "fast" \\ GPU']


@pytest.mark.parametrize(("name", "arch"), [("v100", "sm_7.0"), ("h100", "sm_9.0a"), ("rtx6000pro", "sm_12.0")])
def test_arch_is_what_dumps_call_it(name: str, arch: str) -> None:
    assert GPUS[name].arch == arch


@pytest.mark.parametrize(
    ("name", "topology"),
    [
        ("h100", "1x1x1"),
        ("h100x4", "1x1x4"),
        ("tpu-v5e", "v5e:1x1"),
        ("tpu-v5ex4", "v5e:2x2"),
        ("tpu-v5px8", "v5p:2x2x2"),
    ],
)
def test_several_devices_are_a_topology(name: str, topology: str) -> None:
    target = find_target(name)
    assert (target.name, target.settings()["topology"]) == (name, topology)


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("tpu-v5e", (1, 1, 1)),
        ("tpu-v5ex2", (1, 2, 1)),
        ("tpu-v6ex16", (2, 2, 1)),
        ("tpu-v5p", (1, 1, 1)),
        ("tpu-v5px16", (2, 2, 1)),
    ],
)
def test_host_of_tpus_has_no_more_chips_than_there_are(name: str, host: tuple[int, int, int]) -> None:
    assert find_target(name).settings()["host"] == host


def test_cpus_have_no_topology() -> None:
    assert find_target("cpux4").settings() == {"platform": "cpu", "devices": 4, "gemm": "triton"}


def test_one_device_is_the_target_itself() -> None:
    assert find_target("h100x1") == TARGETS["h100"]


KNOWN = (
    "hloscope knows cpu, v100, a100, a100-80, h100, h200, b200, rtx6000pro, tpu-v5e, tpu-v5p, tpu-v6e, several devices "
    "such as h100x4, and your own from a file such as my-gpu.toml"
)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("h10", f"expected a target, found 'h10': did you mean h100? {KNOWN}"),
        ("H100", f"expected a target, found 'H100': did you mean h100? {KNOWN}"),
        ("v5e", f"expected a target, found 'v5e': did you mean tpu-v5e? {KNOWN}"),
        ("h10x4", f"expected a target, found 'h10x4': did you mean h100? {KNOWN}"),
        ("quantum", f"expected a target, found 'quantum': {KNOWN}"),
        ("", f"expected a target, found '': {KNOWN}"),
        ("tpu-v5ex3", "expected a number of devices that tpu-v5e has (1, 2, 4, 8, 16), found 3"),
        ("h100x9999", "expected a number of devices that h100 has (1 to 1024), found 9999"),
    ],
)
def test_unknown_target_names_the_nearest(name: str, message: str) -> None:
    with pytest.raises(HloscopeError) as raised:
        find_target(name)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("packages", "missing"),
    [
        ({}, {"cpu": "jax", "gpu": "gpu", "tpu": "tpu"}),
        (JAX, {"gpu": "gpu", "tpu": "tpu"}),
        (JAX_12, {"gpu": "gpu", "tpu": "tpu"}),
        (GPU, {"tpu": "tpu"}),
        ({**JAX, "jax-cuda13-plugin": "0.10.2", "jax-cuda13-pjrt": "0.10.2"}, {"tpu": "tpu"}),
        ({**GPU, "libtpu": "0.0.42.1"}, {}),
        ({**GPU, "libtpu": "0.0.52"}, {}),
        ({**GPU, "libtpu": "0.0.51", "jax": "0.4.30"}, {"cpu": "jax", "gpu": "gpu", "tpu": "tpu"}),
    ],
    ids=["nothing", "jax", "newer jax", "gpu", "cuda 13", "all", "newer libtpu", "old jax"],
)
def test_missing_is_one_command(install: Install, packages: dict[str, str], missing: dict[str, str]) -> None:
    install(packages)
    expected = {platform: f"pip install 'hloscope[{extra}]'" for platform, extra in missing.items()}
    found = {target.platform: lack_of(target) for target in TARGETS.values()}
    assert {platform: lack.command for platform, lack in found.items() if lack} == expected


def cuda(name: str, plugin: str | None, pjrt: str | None) -> dict[str, str]:
    found = {f"jax-{name}-plugin": plugin, f"jax-{name}-pjrt": pjrt}
    return {package: number for package, number in found.items() if number}


@pytest.mark.parametrize(
    ("packages", "target", "problem", "command"),
    [
        (
            {**JAX_12, **cuda("cuda12", "0.11.2", "0.12.0.1")},
            "h100",
            "jax-cuda12-plugin 0.11.2 is not for jaxlib 0.12.0.1",
            "jax[cuda12-local]==0.12.0.1",
        ),
        (
            {**JAX_12, **cuda("cuda13", "0.12.0.1", "0.12.0")},
            "b200",
            "jax-cuda13-pjrt 0.12.0 is not for jaxlib 0.12.0.1",
            "jax[cuda13-local]==0.12.0.1",
        ),
        (
            {**JAX, **cuda("cuda12", "0.10.2", None)},
            "h100",
            "jax-cuda12-pjrt is not installed beside jaxlib 0.10.2",
            "jax[cuda12-local]==0.10.2",
        ),
        (
            {"jax": "0.12.0.1", "jaxlib": "0.11.2", **cuda("cuda12", "0.12.0.1", "0.12.0.1")},
            "h100",
            "jax-cuda12-plugin 0.12.0.1 is not for jaxlib 0.11.2",
            "jax[cuda12-local]==0.12.0.1",
        ),
        (
            {**JAX_12, "libtpu": "0.0.48.1"},
            "tpu-v5e",
            "libtpu 0.0.48.1 is older than 0.0.50, which jax 0.12.0.1 was released with",
            "jax[tpu]==0.12.0.1",
        ),
        (
            {"jax": "0.12.0.1", "jaxlib": "0.10.2"},
            "cpux4",
            "jaxlib 0.10.2 does not go with jax 0.12.0.1",
            "jax==0.12.0.1",
        ),
        (
            {**JAX, "jaxlib": "0.12.0.1"},
            "cpux4",
            "jaxlib 0.12.0.1 does not go with jax 0.10.2",
            "jax==0.10.2",
        ),
        ({"jax": "0.10.2"}, "h100", "jaxlib is not installed beside jax 0.10.2", "jax==0.10.2"),
        ({**JAX, "jax": "0.4.30"}, "cpux4", "jax 0.4.30 is older than 0.10", "hloscope[jax]"),
    ],
    ids=[
        "plugin",
        "half of a plugin",
        "no half of a plugin",
        "jaxlib of an older release",
        "libtpu",
        "old jaxlib",
        "new jaxlib",
        "no jaxlib",
        "old jax",
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_with_the_command_that_mends_it(
    install: Install, packages: dict[str, str], target: str, problem: str, command: str
) -> None:
    install(packages)
    with pytest.raises(HloscopeError) as raised:
        check_installed(find_target(target))
    assert str(raised.value) == f"cannot compile for {target}, since {problem}: pip install '{command}'"


@pytest.mark.parametrize(
    "packages",
    [
        {"jax": "0.12.0.1", "jaxlib": "0.11.2", **cuda("cuda12", "0.11.2", "0.11.2")},  # the plugin follows jaxlib
        {**JAX_12, **cuda("cuda12", "0.12.0.1", "0.12.0.1"), **cuda("cuda13", "0.11.2", "0.11.2")},
        {**JAX_12, **cuda("cuda13", "0.12.0.1", "0.12.0.1"), **cuda("cuda12", "0.11.2", None)},
        {"jax": "0.13.0", "jaxlib": "0.13", **cuda("cuda12", "0.13.0", "0.13.0")},  # of metadata that says nothing
    ],
    ids=["older jaxlib", "cuda 12", "cuda 13", "no metadata"],
)
def test_one_plugin_that_fits_is_enough(install: Install, packages: dict[str, str]) -> None:
    install(packages)
    check_installed(TARGETS["h100"])


def test_capture_says_what_to_install(install: Install) -> None:
    install({})
    with pytest.raises(HloscopeError) as raised:
        hloscope.capture(print, target="h100")
    assert str(raised.value) == "cannot compile for h100, since jax is not installed: pip install 'hloscope[gpu]'"


OWN = """
base = "h100"
title = "H100 PCIe"
cores = 114
bandwidth_gb_per_s = 2039
"""


def test_target_of_a_file_has_the_figures_of_its_base_and_its_own(tmp_path: Path) -> None:
    (tmp_path / "h100-pcie.toml").write_text(OWN, "utf-8")
    target = find_target(str(tmp_path / "h100-pcie.toml"))
    expected = replace(GPUS["h100"], title="H100 PCIe", cores=114, bandwidth_gb_per_s=2039)
    assert (target.name, target.devices, target.device) == ("h100-pcie", 1, expected)


def test_file_may_name_and_number_its_target(tmp_path: Path) -> None:
    (tmp_path / "gpu.toml").write_text(f'name = "box"\ndevices = 8\n{OWN}', "utf-8")
    assert find_target(str(tmp_path / "gpu.toml")).name == "boxx8"


def test_file_without_base_gives_every_figure(tmp_path: Path) -> None:
    lines = [f"{key} = {json.dumps(value)}" for key, value in _figures("a100").items()]
    (tmp_path / "own.toml").write_text("\n".join(lines), "utf-8")
    assert find_target(str(tmp_path / "own.toml")).device == GPUS["a100"]


def _figures(name: str) -> dict[str, object]:
    gpu = GPUS[name]
    return {key: getattr(gpu, key) for key in gpu.__slots__}


WHOLE = "a whole number above 0"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cores = ", "expected a target file in TOML, found none: Invalid value (at end of document)"),
        ("\udcff", "expected a target file in TOML, found none: 'utf-8' codec can't decode byte 0xff"),
        ("x = " + "[" * 20_000, "expected a target file in TOML, found none: "),
        ("#" * 200_000, "expected a target file of at most 100000 bytes, found a larger one"),
        ('base = "h1"', "expected one of v100, a100, a100-80, h100, h200, b200, rtx6000pro as base; found 'h1'"),
        ("base = [1]", "expected one of v100, a100, a100-80, h100, h200, b200, rtx6000pro as base; found [1]"),
        ("cores = 1", "expected title = a text, or base = one of v100, "),
        ('base = "h100"\nkores = 3', "expected the keys name, base, devices, title, "),
        ('base = "h100"\ncores = 0', f"expected cores = {WHOLE}; found 0"),
        ('base = "h100"\ncores = true', f"expected cores = {WHOLE}; found True"),
        ('base = "h100"\ncores = 1e3', f"expected cores = {WHOLE}; found 1000.0"),
        ('base = "h100"\ncores = 99999999999999999999', f"expected cores = {WHOLE}; found 99999999999999999999"),
        ('base = "h100"\nclock_ghz = nan', "expected clock_ghz = a number above 0; found nan"),
        ('base = "h100"\ncapability = [9]', "expected capability = two numbers such as [9, 0]; found [9]"),
        ('base = "h100"\nis_accelerated = 1', "expected is_accelerated = true or false; found 1"),
        ('base = "h100"\ntitle = "a\\nb"', "expected title = a text; found 'a\\nb'"),
        ('base = "h100"\nname = "../up"', "expected name = letters, digits and dashes; found '../up'"),
        ('base = "h100"\ndevices = -1', f"expected devices = {WHOLE}; found -1"),
        ('base = "h100"\ndevices = 5000', "expected a number of devices that own has (1 to 1024), found 5000"),
    ],
    ids=lambda text: text[:20],
)
def test_bad_file_says_what_was_expected(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8", errors="surrogateescape")
    with pytest.raises(HloscopeError) as raised:
        find_target(str(path))
    assert message in str(raised.value)


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(HloscopeError, match=r"none\.toml: cannot be read: No such file or directory"):
        find_target(str(tmp_path / "none.toml"))


def test_table_names_targets_and_one_command_for_each_platform(
    install: Install, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    install(GPU)
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["targets"]) == 0
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert "cpu          this machine                                                yes" in lines
    assert "h100         H100 80GB HBM3           sm_9.0a      132    80 GB   3350   yes" in lines
    assert "tpu-v6e      TPU v6e (Trillium)       v6e            1    32 GB   1640   no" in lines
    assert lines[-3:] == ["", "For tpu targets libtpu is not installed:", "    pip install 'hloscope[tpu]'"]
    assert max(map(len, lines)) <= 80


def test_json_has_all_figures(install: Install, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    install({**GPU, **JAX_12})
    (tmp_path / "own.toml").write_text(OWN, "utf-8")
    assert main(["targets", "--json", str(tmp_path / "own.toml")]) == 0
    found = json.loads(capsys.readouterr().out)["targets"]
    assert [target["name"] for target in found] == [*TARGETS, "own"]
    assert (found[0]["missing"], found[0]["problem"]) == (None, None)
    assert found[6]["missing"] == "pip install 'jax[cuda12-local]==0.12.0.1'"
    assert found[6]["problem"] == "jax-cuda12-plugin 0.10.2 is not for jaxlib 0.12.0.1"
    assert found[-1]["figures"] == {**found[4]["figures"], "cores": 114, "bandwidth_gb_per_s": 2039}


def test_file_that_is_no_target_is_bad_input(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["targets", str(tmp_path / "none.toml")]) == 2
    assert "none.toml: cannot be read" in capsys.readouterr().err
