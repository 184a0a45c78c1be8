"""Which of the user's XLA_FLAGS hold for a compile for a target, and which of them XLA refused."""

from pathlib import Path

import pytest

from hloscope.captures.command.flags import flags_text, parse_flags
from hloscope.captures.targets.flags import flags_for, init_args_for, without_refused


@pytest.mark.parametrize(
    ("flags", "platform", "held"),
    [
        ("", "gpu", ""),
        ("--xla_gpu_a=1 --xla_cpu_b=2 --xla_tpu_c --xla_d=3", "gpu", "--xla_gpu_a=1 --xla_d=3"),
        ("--xla_gpu_a=1 --xla_cpu_b=2 --xla_tpu_c --xla_d=3", "cpu", "--xla_cpu_b=2 --xla_d=3"),
        ("--xla_gpu_a=1 --xla_cpu_b=2 --xla_tpu_c --xla_d=3", "tpu", "--xla_tpu_c --xla_d=3"),
        ("--xla_dump_to=d --xla_dump_hlo_as_proto --xla_dump_max_hlo_modules=1", "gpu", ""),
        ("--xla_dump_hlo_pass_re=.* --xla_dump_module_metadata", "gpu", "--xla_dump_hlo_pass_re=.* --xla_dump_module_metadata"),
        ("--xla_gpu_dump_llvmir --xla_gpu_dump_autotune_results_to=f", "gpu", ""),
        ("--xla_force_host_platform_device_count=8 --xla_gpu_autotune_level=4", "gpu", ""),
        ("--xla_gpu_cuda_data_dir=/usr --xla_gpu_target_config_filename=f", "gpu", ""),
        ("--xla_disable_hlo_passes=a,b --xla_gpu_enable_command_buffer=", "gpu", "--xla_disable_hlo_passes=a,b --xla_gpu_enable_command_buffer="),
        ("-xla_gpu_a=1 --xla_gpu_b and --xla_gpu_c", "gpu", "--xla_gpu_b"),
    ],
    ids=["none", "gpu", "cpu", "tpu", "where to dump", "passes", "gpu dumps", "own", "tools", "lists", "ignored"],
)  # fmt: skip
def test_flags_of_the_targets_backend_and_of_none_hold(flags: str, platform: str, held: str) -> None:
    assert flags_text(flags_for(platform, {"XLA_FLAGS": flags})) == held


def test_passes_are_asked_for_where_xla_dumps_them() -> None:
    passes = "--xla_dump_hlo_pass_re=.* --xla_dump_module_metadata"
    given = {"XLA_FLAGS": "--xla_gpu_a=1 --xla_dump_hlo_pass_re=cse"}
    assert flags_text(flags_for("gpu", given, passes=True)) == f"--xla_gpu_a=1 {passes}"
    assert flags_text(flags_for("tpu", given, passes=True)) == "--xla_dump_hlo_pass_re=cse"  # which libtpu ignores


def test_libtpu_has_its_own_flags_but_for_dumps_and_logs() -> None:
    flags = "--xla_tpu_scoped_vmem_limit_kib=8192 --xla_jf_dump_to=d --xla_tpu_dump_llo --vmodule=x=1 --xla_log_x=1"
    environment = {"LIBTPU_INIT_ARGS": flags}
    held = "--xla_tpu_scoped_vmem_limit_kib=8192 --vmodule=x=1"
    assert flags_text(init_args_for("tpu", environment)) == held
    assert init_args_for("gpu", environment) == ()


def test_flags_of_a_file_hold_too(tmp_path: Path) -> None:
    (tmp_path / "flags").write_text("--xla_gpu_a=1\n--xla_cpu_b\n", "utf-8")
    assert flags_text(flags_for("gpu", {"XLA_FLAGS": str(tmp_path / "flags")})) == "--xla_gpu_a=1"
    assert flags_for("gpu", {"XLA_FLAGS": str(tmp_path / "nothing")}) == ()


# What jaxlib 0.10.2 and 0.12.0.1 write before they end.
AT = "E1130 01:37:16.409408   13010"
FAILED = (
    "F1130 01:37:16.409477   13010 parse_flags_from_env.cc:220] Check failed: Flag parsing failed.\nusage: --xla_a=x"
)
UNREADABLE = f"{AT} command_line_flags.cc:63] Couldn't interpret value x for flag xla_a.\n{FAILED}"
ILLEGAL = f"{AT} debug_options_flags.cc:195] Illegal value for --xla_b 'FUSIONX'\n{FAILED}"


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("", "--xla_a=x --xla_b=FUSIONX --xla_c=1"),
        ("F1130 parse_flags_from_env.cc:238] Unknown flags in XLA_FLAGS: --xla_a=x --xla_c=1", "--xla_b=FUSIONX"),
        ("F1130 parse_flags_from_env.cc:238] Unknown flag in XLA_FLAGS: --xla_c=1", "--xla_a=x --xla_b=FUSIONX"),
        (UNREADABLE, "--xla_b=FUSIONX --xla_c=1"),
        (ILLEGAL, "--xla_a=x --xla_c=1"),
        (f"{UNREADABLE}\n{ILLEGAL}", "--xla_c=1"),
        (FAILED, ""),
        ("ERROR: Unknown command line flag 'xla_a'", "--xla_b=FUSIONX --xla_c=1"),
        ("ERROR: Illegal value 'x' specified for flag 'xla_c'", "--xla_a=x --xla_b=FUSIONX"),
        ("F1130 dso_loader.cc:1] Check failed: operand != nullptr", "--xla_a=x --xla_b=FUSIONX --xla_c=1"),
    ],
    ids=[
        "nothing",
        "unknown",
        "one unknown",
        "unreadable",
        "illegal",
        "both",
        "unnamed",
        "of libtpu",
        "value of libtpu",
        "another reason",
    ],
)
def test_what_xla_refuses_is_left_out(said: str, taken: str) -> None:
    flags = parse_flags("--xla_a=x --xla_b=FUSIONX --xla_c=1")
    assert flags_text(without_refused(flags, said)) == taken
