"""`hloscope run` is invisible: a command under it looks as it does alone, but for what hloscope says on stderr."""

import signal
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.support.alone_and_under_run import (
    PYTHON,
    UNDER_RUN,
    Seen,
    Setting,
    counting,
    to_it_alone,
    to_its_group,
)

SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGUSR1, signal.SIGPIPE)
Run = Callable[[Setting], Seen]


def shell(command: Sequence[str] | str, script: str = '"$@"') -> Run:
    """The command, run from a shell; a text is a script of its own."""
    words = ["sh", "-c", command] if isinstance(command, str) else command
    return lambda setting: setting.in_shell(words, script)


def python(code: str, script: str = '"$@"') -> Run:
    return shell([*PYTHON, code], script)


def waiting() -> list[str]:
    """A program that waits to be ended."""
    return ["sh", "-c", ': > "$READY"; exec sleep 20']


STREAMS: dict[str, Run] = {
    "nothing": shell("true"),
    "status 1": shell("exit 1"),
    "status 2": shell("exit 2"),
    "status 9": shell("exit 9"),
    "status 255": shell("exit 255"),
    "not found": shell(["no-such-command-here"], '"$@" 2> /dev/null'),
    "not found, with a path": shell(["/no/such/command"], '"$@" 2> /dev/null'),
    "not executable": shell(["./data"], 'echo data > data; "$@" 2> /dev/null'),
    "a folder": shell(["/"], '"$@" 2> /dev/null'),
    "a script without a first line": shell(["./script", "a b"], 'echo "echo \\$0 \\$1" > script; chmod +x script; "$@"'),
    "no such interpreter": shell(["./script"], 'echo "#!/no/such" > script; chmod +x script; "$@" 2> /dev/null'),
    "killed": shell("kill -KILL $$"),
    "killed by its own SIGTERM": shell("kill -TERM $$"),
    "segmentation fault": shell("kill -SEGV $$"),
    "aborted": shell("kill -ABRT $$"),
    "binary": python(r"import sys; sys.stdout.buffer.write(bytes(range(256)) * 99); sys.stderr.buffer.write(b'\0\xff')"),
    "input": shell(["od", "-c"], r'printf "a\0\377\r\n" | "$@"'),
    "input that nobody reads": shell("exit 3", 'head -c 300000 /dev/zero | "$@"; echo ${PIPESTATUS[@]}'),
    "closed stdin": shell("cat; echo $?", '"$@" <&-'),
    "closed stdout": shell("echo a || echo b >&2", '"$@" >&-'),
    "closed stderr": shell("echo a; echo b >&2; exit 7", '"$@" 2>&-'),
    "all closed": shell('ls -l /proc/self/fd | wc -l > "$READY"; exit 8', '"$@" <&- >&- 2>&-; echo $?; cat "$READY"'),
    "stdin is full": shell("head -c 3 | od", '"$@" < /dev/full'),
    "stdout is full": shell("echo a || exit 4", '"$@" > /dev/full'),
    "stderr is full": shell("echo a; echo b >&2 || exit 5", '"$@" 2> /dev/full'),
    "stdout has no reader": shell(["yes"], '"$@" | head -2; echo ${PIPESTATUS[@]}'),
    "stderr has no reader": shell("sleep 0.2; echo a >&2 && exit 9", '{ "$@" 2>&1 >&3 | true; echo ${PIPESTATUS[@]}; } 3>&1'),
    "stderr has no reader, and is not used": shell("echo a; exit 9", '{ "$@" 2>&1 >&3 | true; echo ${PIPESTATUS[@]}; } 3>&1'),
    "both in one": shell("echo a; echo b >&2; echo c", '"$@" 2>&1'),
    "other descriptors": shell("cat <&3; echo x >&4", '"$@" 3< <(echo from) 4> >(cat)'),
    "a name of a pipe": shell('cat "$0"', 'set -- "$@" <(echo content); "$@"'),
    "arguments": shell(["printf", "%s|", "", "--", "--json", "-h", "a b", "\udcff"]),
    "a daemon that keeps the pipe": shell("(sleep 1; echo late) & echo now; exit 6"),
    "a daemon that keeps stderr": shell("(sleep 1; echo late >&2) & echo now >&2; exit 6"),
    "stopped, and others let it go on": shell("(sleep 0.5; kill -CONT $$) & kill -STOP $$; echo on; exit 6"),
    "stopped twice": shell("for each in 1 2; do (sleep 0.3; kill -CONT $$) & kill -STOP $$; echo $each; done; exit 7"),
    "files may not be large": shell("head -c 100000 /dev/zero > f; echo $?; exit 3", 'ulimit -f 1; trap "" XFSZ; "$@"; echo $?'),
    "much": shell(["head", "-c", "30000000", "/dev/zero"], '"$@" | md5sum'),
    "no terminal": python("import os; print([os.isatty(each) for each in (0, 1, 2)])"),
    "umask, limits, nice": shell("umask; ulimit -n; nice", 'umask 027; ulimit -n 200; nice -n 3 "$@"'),
    "locale C": shell(["sh", "-c", "env | grep -e ^LC -e ^LANG; true"], 'unset LC_ALL LC_CTYPE LANG; "$@"'),
    "own locale": shell(["sh", "-c", "env | grep -e ^LC -e ^LANG; true"], 'LC_CTYPE=C.UTF-8 "$@"'),
    "its folder is gone": shell('rmdir "$PWD" && echo gone; exit 4', 'mkdir d; cd d; "$@"; echo $?'),
    "no folder for temporary files": shell("echo a; exit 3", 'TMPDIR=/no/such "$@"'),
    "its dump vanishes while it runs": shell('rm -rf "$TMPDIR"/hloscope-*; echo a; exit 3'),
    "status as of a signal": shell("exit 130", '"$@"; echo $?'),
    "killed by a real-time signal": python("import os, signal; os.kill(os.getpid(), signal.SIGRTMIN + 3)"),
    "killed by its own SIGPIPE": shell("kill -PIPE $$"),
    "a daemon in a session of its own": shell("setsid sh -c 'exec >&- 2>&-; sleep 1' & echo now; exit 6"),
    "in the background": shell("cat; echo $?; exit 6", '"$@" & wait $!; echo $?'),
    "closes its streams, and goes on": shell("echo a; exec >&- 2>&-; sleep 0.2; exit 6"),
    "few files may be open": shell("echo a; exit 5", '(ulimit -n 64; "$@"); echo $?'),
    "group and session": python("import os; print(os.getpgid(0) == os.getsid(0))", 'exec "$@"'),
}  # fmt: skip
IGNORED: dict[str, Run] = {
    "nohup": lambda setting: setting.with_signal(["nohup", *counting(signal.SIGHUP)], to_it_alone(signal.SIGHUP)),
    **{
        f"ignored {number.name}": shell(counting(number), f"trap '' {number.name[3:]}; \"$@\"")
        for number in (*SIGNALS[:-1], signal.SIGTSTP, signal.SIGCHLD)
    },
    "ignored SIGPIPE": shell(["yes"], "trap '' PIPE; \"$@\" 2>&1 | head -1; echo ${PIPESTATUS[@]}"),
    "nohup outside": shell(["sh", "-c", "kill -HUP $$; echo lives"], 'nohup "$@"'),
}


def sent(number: signal.Signals, send: Callable[[int], Callable[[int], object]], command: Sequence[str]) -> Run:
    return lambda setting: setting.with_signal(command, send(number))


SENT: dict[str, Run] = {
    f"{number.name} to {whom}, {handled}": sent(number, send, command)
    for number in SIGNALS
    for whom, send in (("it alone", to_it_alone), ("the group", to_its_group))
    for handled, command in (("handled", counting(number)), ("not handled", waiting()))
}
TERMINAL: dict[str, Run] = {
    "says that it is one": lambda setting: setting.on_terminal(["sh", "-c", "test -t 0 && test -t 1 && test -t 2; echo $?; tty"]),
    "Ctrl-C, handled": lambda setting: setting.on_terminal(counting(signal.SIGINT), b"\x03"),
    "Ctrl-C, not handled": lambda setting: setting.on_terminal(waiting(), b"\x03"),
    "Ctrl-backslash, handled": lambda setting: setting.on_terminal(counting(signal.SIGQUIT), b"\x1c"),
    "Ctrl-backslash, not handled": lambda setting: setting.on_terminal(waiting(), b"\x1c"),
    "Ctrl-Z, handled": lambda setting: setting.on_terminal(counting(signal.SIGTSTP), b"\x1a"),
    "input": lambda setting: setting.on_terminal(["sh", "-c", ': > "$READY"; read line; echo "got $line"; exit 3'], b"abc\n"),
    "colours": lambda setting: setting.on_terminal(["printf", "\\033[31mred\\033[0m\\007\n"]),
}  # fmt: skip
SITUATIONS = {
    **STREAMS,
    **IGNORED,
    **SENT,
    **{f"on a terminal: {name}": run for name, run in TERMINAL.items()},
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_command_looks_as_it_does_alone(name: str, tmp_path: Path) -> None:
    seen: list[Seen] = []
    for place, wrapper in (("alone", ()), ("run", (*UNDER_RUN, "--"))):
        (tmp_path / place).mkdir()
        seen.append(SITUATIONS[name](Setting(wrapper, tmp_path / place)))
    assert seen[1] == seen[0]


def test_situations_are_many() -> None:
    assert len(SITUATIONS) >= 40
