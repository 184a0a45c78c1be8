"""The command line: arguments in, tables or JSON on stdout, talk on stderr, and an exit status.

0 is fine, 1 a finding (a problem, a regression), 2 bad input or usage, or a fault of hloscope's own. Results are
printed in full even where some files could not be read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from hloscope.cli.common.ending import Ended, ended_by_signals
from hloscope.cli.common.options import split_json_file
from hloscope.cli.common.parsing import COMMANDS, command_parser
from hloscope.cli.common.printing import check_json_file, tell, tell_faults
from hloscope.cli.common.statuses import BAD_INPUT, FINDING, INTERRUPTED
from hloscope.cli.common.stdin import take_stdin
from hloscope.cli.common.streams import Streams, safe_streams
from hloscope.errors import HloscopeError, fault_of, report_of, unusable


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; gives its exit status."""
    with safe_streams() as streams, ended_by_signals():
        try:
            status = _status_of(sys.argv[1:] if arguments is None else arguments)
        except SystemExit as left:  # a help was printed, or what is wrong with the arguments
            raise SystemExit(_status_with(streams, int(left.code or 0))) from None
        return _status_with(streams, status)


def _status_of(arguments: Sequence[str]) -> int:
    try:
        options = _parsed([*arguments])
        check_json_file(options.json_file)
        with _limits():
            take_stdin(options)
            status = int(options.run(options))
        status = BAD_INPUT if tell_faults(options) else status
    except HloscopeError as error:
        tell(report_of(error))
        return BAD_INPUT
    except OSError as error:  # no room for temporary files, above all
        tell(str(unusable(error)))
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except Ended as ended:
        return ended.status
    except Exception as error:  # noqa: BLE001 (a traceback would end with 1, which means a finding)
        tell(str(fault_of(error)))
        return BAD_INPUT
    return _status_unless(getattr(options, "unwritten", None), status)


def _status_with(streams: Streams, status: int) -> int:
    """The status, if all was printed."""
    error = streams.output_error()
    return _status_unless(f"cannot write to stdout: {error.strerror}" if error else None, status)


def _status_unless(problem: str | None, status: int) -> int:
    """The status, if there was no problem with what was to be written; a finding stays one."""
    if problem is None:
        return status
    tell(problem)
    return FINDING if status == FINDING else BAD_INPUT


def _limits() -> AbstractContextManager[None]:
    """What may be unpacked of a dump, as the environment says; mostly it says nothing, and nothing is loaded for it."""
    if not any(name.startswith("HLOSCOPE_MAX_") for name in os.environ):
        return nullcontext()
    from hloscope.dump.budget import limits_of, using_limits

    return using_limits(limits_of(os.environ))


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of a command; options may stand anywhere, but in `hloscope run`, whose COMMAND has its own."""
    if not arguments or arguments[0] not in COMMANDS:
        return _parsed_by_whole(arguments)
    name, *rest = arguments
    if name == "run":
        return command_parser(name).parse_args(rest, argparse.Namespace(json_file=None, faults=[]))
    rest, command = _split_command(rest) if name == "doctor" else (rest, None)
    rest, file = split_json_file(rest)
    return command_parser(name).parse_intermixed_args(
        rest, argparse.Namespace(command=command, json_file=file, faults=[])
    )


def _parsed_by_whole(arguments: Sequence[str]) -> argparse.Namespace:
    from hloscope.cli.common.whole_parser import whole_parser  # which declares all commands

    parser = whole_parser()
    if not arguments:
        parser.exit(BAD_INPUT, f"{parser.format_help()}\nhloscope: error: {_NO_COMMAND}\n")
    return parser.parse_args(arguments, argparse.Namespace(command=None, json_file=None, faults=[]))


_NO_COMMAND = "the following arguments are required: COMMAND"


def _split_command(arguments: list[str]) -> tuple[list[str], list[str] | None]:
    """The arguments of `hloscope doctor`, and the command behind `--`, which argparse would take for a DIR."""
    if "--" not in arguments:
        return arguments, None
    place = arguments.index("--")
    return arguments[:place], arguments[place + 1 :]
