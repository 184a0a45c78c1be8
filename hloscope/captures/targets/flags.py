"""Retarget flags: which of the user's XLA_FLAGS and LIBTPU_INIT_ARGS hold for a target, and which its XLA refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from hloscope.captures.command.flags import Flag, merge_flags, parse_flags
from hloscope.captures.command.settings import PASSES, flags_in

_BACKEND = re.compile(r"xla_(?P<platform>cpu|gpu|tpu)_")
# A retarget's own: how many devices there are and which, where CUDA's tools lie, and that nothing is measured.
_SET_BY_US = frozenset(
    (
        "xla_force_host_platform_device_count xla_gpu_target_config_filename xla_gpu_cuda_data_dir "
        "xla_gpu_autotune_level"
    ).split()
)
# Of those about dumps, what says how much of a compile is told; where to, and in which form, is a retarget's own.
_ABOUT_CONTENT = frozenset(("xla_dump_hlo_pass_re", "xla_dump_module_metadata"))
# What libtpu writes for itself, and where to: a retarget's own, or nobody's.
_NOT_FOR_LIBTPU = re.compile(r"dump|log_|profile|trace")
# xla/parse_flags_from_env.cc, xla/tsl/util/command_line_flags.cc and xla/debug_options_flags.cc, in that order.
_UNKNOWN = re.compile(r"Unknown flags? in XLA_FLAGS: (.*)")
_UNREADABLE = re.compile(r"Couldn't interpret value .{0,2000}? for flag (\w+)|Illegal value for --(\w+)")
_FAILED = "Flag parsing failed"
_OF_LIBTPU = re.compile(
    r"Unknown command line flag '([\w-]+)'|Illegal value '.{0,2000}?' specified for flag '([\w-]+)'"
)


def flags_for(platform: str, environment: Mapping[str, str], *, passes: bool = False) -> tuple[Flag, ...]:
    """The flags of XLA_FLAGS, or of the file that it names, that hold for a compile for a platform.

    Left out are those of other backends (`xla_cpu_...` for a GPU), those that say where and in which form to dump, and
    those that a retarget sets itself. `xla_dump_hlo_pass_re` holds, so that a dump for a target has its passes too;
    with `passes` it has all of them, and what XLA's fusion pass decided. libtpu dumps none.
    """
    applicable = tuple(flag for flag in flags_in(environment) if flag.dashes == "--" and _holds(flag.name, platform))
    return merge_flags(applicable, PASSES) if passes and platform != "tpu" else applicable


def init_args_for(platform: str, environment: Mapping[str, str]) -> tuple[Flag, ...]:
    """The flags of LIBTPU_INIT_ARGS that hold for a compile for a platform: those that are not about logs and dumps.

    libtpu takes its own flags from there (`xla_tpu_...`), and jaxlib refuses them in XLA_FLAGS.
    """
    if platform != "tpu":
        return ()
    flags = parse_flags(environment.get("LIBTPU_INIT_ARGS", ""))
    return tuple(flag for flag in flags if not _NOT_FOR_LIBTPU.search(flag.name))


def _holds(name: str, platform: str) -> bool:
    backend = _BACKEND.match(name)
    if name in _SET_BY_US or (backend and backend["platform"] != platform):
        return False
    return name in _ABOUT_CONTENT or "dump" not in name


def without_refused(flags: Sequence[Flag], log: str) -> tuple[Flag, ...]:
    """The flags without those that XLA refused, by what it said as it ended; all of them if it named none of them."""
    refused = frozenset(_refused_in(log))
    accepted = tuple(flag for flag in flags if flag.name not in refused)
    return () if len(accepted) == len(flags) and _FAILED in log else accepted


def _refused_in(log: str) -> Iterable[str]:
    for found in _UNKNOWN.finditer(log):
        yield from (flag.name for flag in parse_flags(found[1]))
    for pattern in (_UNREADABLE, _OF_LIBTPU):
        yield from (found[1] or found[2] for found in pattern.finditer(log))
