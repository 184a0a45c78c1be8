"""The command line: arguments in, tables or JSON on stdout, talk on stderr, and an exit status.

0 is fine, 1 a finding (a problem, a regression), 2 bad input or usage. Results are printed in full even where some
files could not be read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from hloscope import __version__
from hloscope.cli.bench import add_bench
from hloscope.cli.compare import add_compare
from hloscope.cli.cost import add_cost
from hloscope.cli.diff import add_diff
from hloscope.cli.doctor import add_doctor, split_command
from hloscope.cli.environment import add_env
from hloscope.cli.memory import add_memory
from hloscope.cli.passes import add_blame, add_passes
from hloscope.cli.report import add_report
from hloscope.cli.retarget import add_retarget
from hloscope.cli.run import add_run
from hloscope.cli.source import add_source
from hloscope.cli.status import BAD_INPUT
from hloscope.cli.sweep import add_sweep
from hloscope.cli.targets import add_targets
from hloscope.cli.torchscript import add_torchscript
from hloscope.cli.why import add_why
from hloscope.errors import HloscopeError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives its exit status."""
    own, command = split_command(sys.argv[1:] if arguments is None else arguments)
    options = _parser().parse_args(own, argparse.Namespace(command=command))
    try:
        return int(options.run(options))
    except HloscopeError as error:
        print(f"hloscope: {error}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hloscope", description="Shows what XLA fused, and how many kernels run.")
    parser.add_argument("--version", action="version", version=f"hloscope {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    add_report(commands)
    add_passes(commands)
    add_blame(commands)
    add_why(commands)
    add_source(commands)
    add_diff(commands)
    add_cost(commands)
    add_compare(commands)
    add_memory(commands)
    add_sweep(commands)
    add_run(commands)
    add_env(commands)
    add_torchscript(commands)
    add_bench(commands)
    add_targets(commands)
    add_doctor(commands)
    add_retarget(commands)
    return parser
