"""Bystander: a process beside a command, which tells whether a signal came to all processes of the job.

It does nothing, and all signals are blocked in it, so that those that came are pending. A byte comes in on stdin for
each question, the number of a signal; a byte goes out, whether it came. It ends with stdin.

Who asks stops itself when the command stops, and sends 0 and the command's number before: it is continued when that is.

It is started by its text, not by its name, lest it be taken for one of the others by those who look for their names.
"""

import os
import select
import signal

SECONDS = 0.05  # between looks


def answer_questions() -> None:
    """Answers, and forgets what was asked about."""
    while question := os.read(0, 1):
        if question == b"\0":
            wake(os.getppid(), int.from_bytes(os.read(0, 8), "big"))
            continue
        has_come = question[0] in signal.sigpending()
        if has_come:
            signal.sigwait(question)
        os.write(1, bytes([has_come]))


def wake(sleeper: int, stopped: int) -> None:
    """Continues a process once another one goes on, until it says with a byte that it is awake."""
    while not select.select([0], [], [], SECONDS)[0]:
        if not is_stopped(stopped):
            os.kill(sleeper, signal.SIGCONT)
    os.read(0, 1)


def is_stopped(pid: int) -> bool:
    """Whether a process is stopped, or nothing tells that it is not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:  # noqa: PTH123 (pathlib takes 10 ms)
            return file.read().rpartition(") ")[2][:1] in "Tt"
    except FileNotFoundError:
        return not os.path.exists("/proc/self/stat")  # noqa: PTH110
    except OSError:
        return True


if __name__ == "__main__":
    answer_questions()
