"""Flag findings: what XLA would not understand, or not read, of XLA_FLAGS and TF_XLA_FLAGS."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import cast

from hloscope.captures.command.flags import Flag, parse_flags, split_flags
from hloscope.captures.command.settings import flags_file_text, names_no_file
from hloscope.captures.command.tensorflow_flags import TENSORFLOW_FLAGS, translate_tensorflow_flags
from hloscope.captures.doctor.finding import Finding, shortened
from hloscope.captures.doctor.known_flags import DUMP_FLAGS, Kind, find_similar
from hloscope.captures.doctor.old_flags import find_successor

_FORM = "write every flag as --name=value, with spaces between flags and none inside them"


def flag_findings(environment: Mapping[str, str], known: Collection[str]) -> Iterator[Finding]:
    """What is wrong with the flags; `known` are the flags of the installed XLA, empty if there is none to ask."""
    text = environment.get("XLA_FLAGS", "")
    if not names_no_file(text):
        problem = _problem_with_file(text)
        if problem:
            yield problem
            return
        text = flags_file_text(text).decode("utf-8", "replace")
    flags, ignored = split_flags(text)
    for flag in flags:
        yield from _flag_problems(flag, known, is_followed=bool(ignored))
    if ignored:
        yield _ignored_words(flags[-1] if flags else None, ignored)
    yield from _tensorflow_findings(environment.get("TF_XLA_FLAGS", ""))


def unknown_flag(flag: Flag, *, variable: str, known: Collection[str], evidence: str) -> Finding:
    """The finding for a flag that XLA does not know, or TensorFlow in the variable TF_XLA_FLAGS."""
    moved = translate_tensorflow_flags([flag]).moved
    if variable == "TF_XLA_FLAGS" and moved:
        cause = "TF_XLA_FLAGS is TensorFlow's own: it dies of XLA's flags, and jax and torch-xla do not read it"
        cure = f"XLA_FLAGS={shortened(str(moved[0]))}, or put `hloscope run --` in front of the command"
        return Finding("tf-xla-flags", evidence, cause, cure)
    if variable == "XLA_FLAGS" and _lacks_value(flag, known):
        return _missing_value(flag, evidence)
    cure = _cure_of(flag, (known or DUMP_FLAGS) if variable == "XLA_FLAGS" else TENSORFLOW_FLAGS)
    return Finding(
        "unknown-flag", evidence, "a flag that is not known ends the process when XLA starts", shortened(cure)
    )


def _lacks_value(flag: Flag, known: Collection[str]) -> bool:
    """Whether a flag takes a value, and has none: a switch alone needs none."""
    kinds = {**cast("Mapping[str, Kind]", known), **DUMP_FLAGS} if isinstance(known, Mapping) else DUMP_FLAGS
    return flag.value is None and kinds.get(flag.name) in ("number", "text", "word")


def _missing_value(flag: Flag, evidence: str) -> Finding:
    cause = "XLA takes a value only behind =; without it such a flag ends the process"
    return Finding("flag-without-value", evidence, cause, f"{flag}=VALUE: {_FORM}")


def _cure_of(flag: Flag, known: Collection[str]) -> str:
    """What to do about a flag that is not one of those that are known."""
    if flag.name in TENSORFLOW_FLAGS:
        return f"put {flag} into TF_XLA_FLAGS"
    if flag.name.startswith("xla_tpu_"):
        return f"put {flag} into LIBTPU_INIT_ARGS, where libtpu looks for its own flags"
    successor = find_successor(flag, known)
    if successor:
        return successor
    similar = find_similar(flag.name, known, flag.value)
    if similar:
        return f"did you mean {Flag(similar, flag.value)}?"
    return f"take {flag} out; this version has no such flag"


def _problem_with_file(text: str) -> Finding | None:
    """What is wrong with the file that XLA_FLAGS names, if anything is."""
    try:
        flags_file_text(text).decode("utf-8")
    except (OSError, ValueError) as error:
        evidence = f"XLA_FLAGS={shortened(text)!r}: {getattr(error, 'strerror', None) or 'cannot be read'}"
        inner = text.strip().strip("'\"")
        cause = "XLA takes a variable that begins with no dash for the name of a file of flags, and dies without it"
        if inner.startswith("-"):
            cause += "; this one begins with a quote, which belongs to the shell and not into the variable"
        setting = inner if inner.startswith("-") else f"--{inner}" if inner.startswith("xla_") else "--xla_dump_to=DIR"
        return Finding("flags-file", evidence, cause, f"export XLA_FLAGS={shortened(setting)!r}")
    return None


def _flag_problems(flag: Flag, known: Collection[str], *, is_followed: bool) -> Iterator[Finding]:
    """A flag that XLA will not know: `known` is empty if that cannot be told."""
    if flag.dashes != "--":
        evidence = f"XLA_FLAGS has {shortened(str(flag))}"
        cause = "XLA's flags begin with two dashes; another number of them makes a flag that ends the process"
        yield Finding("flag-dashes", evidence, cause, f"write {shortened(str(Flag(flag.name, flag.value)))}")
    elif _lacks_value(flag, known):
        yield _missing_value(flag, f"XLA_FLAGS has {flag} without =" + (" and its value apart" if is_followed else ""))
    elif known and flag.name not in known:
        evidence = f"XLA_FLAGS has {shortened(str(flag))}, and no installed XLA has a flag of that name"
        yield unknown_flag(flag, variable="XLA_FLAGS", known=known, evidence=evidence)


def _ignored_words(last: Flag | None, ignored: str) -> Finding:
    """Words behind which XLA stops reading."""
    evidence = f"XLA_FLAGS has {shortened(ignored)!r}" + (f" behind {shortened(str(last))}" if last else "")
    cause = "XLA stops reading at the first word that begins with no dash, and ignores all behind it in silence"
    return Finding("flags-ignored", evidence, cause, _FORM)


def _tensorflow_findings(text: str) -> Iterator[Finding]:
    """Flags in TF_XLA_FLAGS that TensorFlow does not know; jax and torch-xla do not read the variable at all."""
    for flag in parse_flags(text):
        is_misspelt = flag.name not in TENSORFLOW_FLAGS and find_similar(flag.name, TENSORFLOW_FLAGS)
        if is_misspelt or translate_tensorflow_flags([flag]).moved:
            evidence = f"TF_XLA_FLAGS has {shortened(str(flag))}"
            yield unknown_flag(flag, variable="TF_XLA_FLAGS", known=(), evidence=evidence)
