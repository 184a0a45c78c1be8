"""Bystander: a process beside a command, which tells whether a signal came to all processes of the job.

It does nothing, and all signals are blocked in it, so that those that came are pending. A byte comes in on stdin for
each question, the number of a signal; a byte goes out, whether it came. It ends with stdin.

It is started by its text, not by its name, lest it be taken for one of the others by those who look for their names.
"""

import os
import signal


def answer_questions() -> None:
    """Answers, and forgets what was asked about."""
    while question := os.read(0, 1):
        has_come = question[0] in signal.sigpending()
        if has_come:
            signal.sigwait(question)
        os.write(1, bytes([has_come]))


if __name__ == "__main__":
    answer_questions()
