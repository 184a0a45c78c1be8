"""XLA_FLAGS and TF_XLA_FLAGS: taken apart, merged, translated."""

from pathlib import Path

import pytest

from hloscope.captures.command.flags import (
    Flag,
    find_value,
    flags_text,
    merge_flags,
    parse_flags,
)
from hloscope.captures.command.settings import Forms, dump_folder_in, dump_settings
from hloscope.captures.command.tensorflow_flags import translate_tensorflow_flags

FOLDER = Path("/dumps")


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("", ()),
        ("--xla_a=1 --xla_b", (Flag("xla_a", "1"), Flag("xla_b"))),
        ("  --xla_a=\t--x  ", (Flag("xla_a", ""), Flag("x"))),
        ('--xla_a="two words"', (Flag("xla_a", "two words"),)),
        ("--xla_a=it's", (Flag("xla_a", "it's"),)),
        ("--xla_a=b=c", (Flag("xla_a", "b=c"),)),
        ("--xla_a='two words'--xla_b", (Flag("xla_a", "two words"), Flag("xla_b"))),
        (r'--xla_a="a \"b\" \\c"', (Flag("xla_a", r'a "b" \c'),)),
        ('--xla_a="no end', (Flag("xla_a", "no end"),)),
        ("-xla_a=1", (Flag("xla_a", "1", "-"),)),
        ("--xla_a!=1", (Flag("xla_a!=1"),)),
        ("--xla_a word --xla_b", (Flag("xla_a"),)),
    ],
)
def test_flags_are_taken_apart(text: str, flags: tuple[Flag, ...]) -> None:
    assert parse_flags(text) == flags


def test_flags_print_as_they_were() -> None:
    assert flags_text(parse_flags("--xla_a=1 -xla_b")) == "--xla_a=1 -xla_b"
    assert flags_text([Flag("xla_a", "two words")]) == '--xla_a="two words"'


@pytest.mark.parametrize("value", ["", "two words", "it's", '"', "'", "\\", 'a "b" \\', "a\nb", "x'y z"])
def test_any_value_comes_back_from_its_text(value: str) -> None:
    flags = (Flag("xla_a", value), Flag("xla_b"))
    assert parse_flags(flags_text(flags)) == flags


def test_words_that_xla_ignores_are_left_out_and_said() -> None:
    settings = dump_settings({"XLA_FLAGS": "--xla_a=1 and --xla_b"}, FOLDER, Forms())
    assert settings.variables["XLA_FLAGS"] == "--xla_a=1 --xla_dump_to=/dumps --xla_dump_hlo_as_text"
    assert settings.notes == ("XLA_FLAGS: XLA ignores all from 'and --xla_b' on, which begins with no dash",)


def test_wanted_flag_replaces_the_present_one_of_its_name() -> None:
    merged = merge_flags(parse_flags("--xla_dump_to=old --xla_other"), [Flag("xla_dump_to", "new")])
    assert flags_text(merged) == "--xla_other --xla_dump_to=new"


def test_last_flag_of_a_name_counts() -> None:
    assert find_value(parse_flags("--a=1 --a=2"), "a") == "2"
    assert find_value((), "a") is None


def test_tutorials_flag_is_translated_and_good_ones_stay() -> None:
    translated = translate_tensorflow_flags(parse_flags("--tf_xla_dump_to=d --tf_xla_auto_jit=2 --xla_dump_hlo_as_dot"))
    assert flags_text(translated.left) == "--tf_xla_auto_jit=2"
    assert flags_text(translated.moved) == "--xla_dump_to=d --xla_dump_hlo_as_dot"
    assert translated.notes == (
        "TF_XLA_FLAGS --tf_xla_dump_to=d is no flag of TensorFlow; XLA_FLAGS --xla_dump_to=d does what it meant",
        "TF_XLA_FLAGS --xla_dump_hlo_as_dot is no flag of TensorFlow; XLA_FLAGS --xla_dump_hlo_as_dot does what it meant",
    )


def test_settings_merge_with_what_the_user_has() -> None:
    settings = dump_settings({"XLA_FLAGS": "--xla_cpu_a=1 --xla_dump_to=elsewhere"}, FOLDER, Forms())
    assert settings.variables["XLA_FLAGS"] == "--xla_cpu_a=1 --xla_dump_to=/dumps --xla_dump_hlo_as_text"
    assert settings.notes == ()


def test_settings_carry_the_other_forms() -> None:
    flags = dump_settings({}, FOLDER, Forms(passes=True, proto=True, dot=True)).variables["XLA_FLAGS"]
    assert flags.split()[2:] == [
        "--xla_dump_hlo_pass_re=.*",
        "--xla_dump_module_metadata",
        "--xla_dump_hlo_as_proto",
        "--xla_dump_hlo_as_dot",
    ]


def test_settings_turn_caches_off_and_metadata_on() -> None:
    settings = dump_settings({"XLA_PERSISTENT_CACHE_PATH": "cache", "HOME": "h"}, FOLDER, Forms())
    environment = settings.applied_to({"XLA_PERSISTENT_CACHE_PATH": "cache", "HOME": "h"})
    assert "XLA_PERSISTENT_CACHE_PATH" not in environment
    assert environment["JAX_ENABLE_COMPILATION_CACHE"] == "false"
    assert environment["XLA_HLO_DEBUG"] == "1"
    assert environment["HOME"] == "h"


@pytest.mark.parametrize(
    ("framework", "variables", "removed"),
    [
        ("jax", {"XLA_FLAGS", "JAX_ENABLE_COMPILATION_CACHE"}, ()),
        ("tensorflow", {"XLA_FLAGS"}, ()),
        ("torch-xla", {"XLA_FLAGS", "XLA_IR_DEBUG", "XLA_HLO_DEBUG"}, ("XLA_PERSISTENT_CACHE_PATH",)),
    ],
)
def test_settings_for_one_framework_leave_the_others_alone(
    framework: str, variables: set[str], removed: tuple[str, ...]
) -> None:
    settings = dump_settings({}, FOLDER, Forms(), [framework])
    assert (set(settings.variables), settings.removed) == (variables, removed)


def test_tensorflows_variable_goes_when_nothing_is_left_of_it() -> None:
    environment = {"TF_XLA_FLAGS": "--tf_xla_dump_to=d"}
    assert "TF_XLA_FLAGS" not in dump_settings(environment, FOLDER, Forms()).applied_to(environment)
    environment = {"TF_XLA_FLAGS": "--tf_xla_dump_to=d --tf_xla_auto_jit=2"}
    kept = dump_settings(environment, FOLDER, Forms()).applied_to(environment)["TF_XLA_FLAGS"]
    assert kept == "--tf_xla_auto_jit=2"


def test_variable_may_name_a_file_of_flags(tmp_path: Path) -> None:
    file = tmp_path / "flags"
    file.write_text("--xla_cpu_a=1\n--xla_dump_to=there\n", "utf-8")
    environment = {"XLA_FLAGS": str(file)}
    assert dump_folder_in(environment) == Path("there")
    assert dump_settings(environment, FOLDER, Forms()).variables["XLA_FLAGS"].startswith("--xla_cpu_a=1 --xla_dump_to=")


def test_file_of_flags_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    settings = dump_settings({"XLA_FLAGS": str(tmp_path / "nothing")}, FOLDER, Forms())
    assert len(settings.notes) == 1
    assert "cannot be read" in settings.notes[0]


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({}, None),
        ({"XLA_FLAGS": "--xla_dump_to=a"}, Path("a")),
        ({"XLA_FLAGS": "--xla_dump_to=-"}, None),
        ({"TF_XLA_FLAGS": "--tf_xla_dump_to=b"}, Path("b")),
    ],
)
def test_folder_that_is_asked_for_already(environment: dict[str, str], folder: Path | None) -> None:
    assert dump_folder_in(environment) == folder
