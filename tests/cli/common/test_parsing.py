"""Help by groups, and completion by shells."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hloscope.cli import main
from hloscope.cli.common.parsing import COMMANDS, GROUPS


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    captured = capsys.readouterr()
    return left.value.code, captured.out, captured.err


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["--help"], 0)])
def test_help_has_each_command_in_one_line_of_its_group(
    arguments: list[str], status: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    code, out, err = printed(capsys, *arguments)
    text = out or err
    assert (code, bool(out)) == (status, status == 0)
    assert re.findall(r"^    (\w+)  +\S", text, re.MULTILINE) == [*COMMANDS]
    assert [f"{group}:" in text for group in GROUPS] == [True] * 6
    assert max(map(len, text.splitlines())) <= 80


def test_commands_have_a_module_each() -> None:
    folder = Path(__file__).parents[3] / "hloscope" / "cli"
    assert {path.stem for path in folder.glob("*.py")} == {"__init__", *COMMANDS}


def test_unknown_option_is_told_with_the_usage_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = printed(capsys, "why", "somewhere", "--nothing")
    assert code == 2
    assert err.startswith("usage: hloscope why [-h]")
    assert err.endswith("hloscope why: error: unrecognized arguments: --nothing\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_commands_and_options(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, script, err = printed(capsys, "--print-completion", shell)
    assert (code, err) == (0, "")
    assert all(word in script for word in (*COMMANDS, "source-root", "print-completion"))
    assert "Exit status 2" not in script


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_reads_its_completion(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"needs {shell}")
    file = tmp_path / "hloscope"
    file.write_text(printed(capsys, "--print-completion", shell)[1], "utf-8")
    subprocess.run([shell, "-n", str(file)], check=True)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hloscope re", {"report", "recompiles", "retarget"}),
        ("hloscope report --ex", {"--explain"}),
        ("hloscope report --stage ", {"before", "unfused", "after"}),
    ],
)
def test_bash_completes(words: str, found: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "script").write_text(printed(capsys, "--print-completion", "bash")[1], "utf-8")
    program = (
        'source "$1"; COMP_WORDS=("${@:2}"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));'
        'complete=$(complete -p hloscope | sed "s/.*-F \\([^ ]*\\).*/\\1/"); $complete; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", program, "bash", str(tmp_path / "script"), *words.split(" ")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert {line.strip() for line in done.stdout.splitlines()} == found


def test_without_shtab_the_cure_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    message = "hloscope: shtab, which writes completions, is not installed: pip install 'hloscope[completion]'\n"
    assert printed(capsys, "--print-completion", "bash") == (2, "", message)


def test_one_command_declares_no_other() -> None:
    program = (
        "import sys; from hloscope.cli import main\n"
        "try: main(['report', '--help'])\n"
        "except SystemExit: print(*(name for name in sys.modules if name.startswith('hloscope.cli.') or name == 'shtab'))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert {name for name in loaded if ".common" not in name} == {"hloscope.cli.report"}
