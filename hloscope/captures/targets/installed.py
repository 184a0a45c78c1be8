"""Installed for targets: what compiling for one takes of jax's packages, what is missing or unfit, and what mends it.

Nothing is loaded for that: only the metadata of installed packages is looked at. jax's own says which jaxlib and which
libtpu it was released with. jaxlib registers no custom call of a CUDA plugin that is not of its very version
(jaxlib/plugin_support.py): with 0.11.2 beside 0.12.0.1, a sine was seen to compile and a Cholesky decomposition not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version

COMPILER = "jax"
"""The framework whose compilers compile for targets, whatever framework a program is written for."""

# The first release of jax whose compilers were tried so, and what they need beside it.
_FIRST_JAX = (0, 10)
_CUDA = ("cuda13", "cuda12")  # as jax looks for them
_PACKAGES: Mapping[str, tuple[str, ...]] = {
    "cpu": (),
    "gpu": tuple(f"jax-{cuda}-{half}" for cuda in reversed(_CUDA) for half in ("plugin", "pjrt")),
    "tpu": ("libtpu",),
}
_EXTRAS = {"cpu": "jax", "gpu": "gpu", "tpu": "tpu"}
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)[\w\[\], -]*?\s*\(?(?P<bounds>[<>=!~][^;)]*)\)?(?:;\s*(?P<marker>.*))?")
_BOUND = re.compile(r"(?P<operator><=|>=|==)\s*(?P<version>\d[\w.]*)")


@dataclass(frozen=True, slots=True)
class Lack:
    """Why nothing can be compiled for a platform here, and the one command that mends it."""

    problem: str
    command: str


def find_lack(platform: str) -> Lack | None:
    """What is missing for targets of a platform, or does not fit; None if all is there."""
    return next(_lacks_of(platform), None)


def versions_for(platform: str) -> dict[str, str]:
    """The versions of the packages that compile for a platform, those that are installed."""
    found = {name: installed_version(name) for name in ("jax", "jaxlib", *_PACKAGES[platform])}
    return {name: number for name, number in found.items() if number}


def device_targets_of(packages: Mapping[str, str]) -> list[str]:
    """What jax compiles for with these packages beside CPU; a plugin serves only the jaxlib of its own version."""
    targets: list[str] = []
    plugins = {name: number for name, number in packages.items() if name.endswith("-pjrt")}
    for name, number in plugins.items():
        if number == packages.get("jaxlib"):
            targets.append(f"jax gpu ({name}; without a GPU too)")
        elif "jaxlib" in packages:
            targets.append(f"no jax gpu: {name} {number} does not fit jaxlib {packages['jaxlib']}")
    if "jax" in packages and any(name.startswith("libtpu") for name in packages):
        targets.append("jax tpu (libtpu; without a TPU too)")
    return targets


def installed_version(package: str) -> str | None:
    """The version of an installed package, None if it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _lacks_of(platform: str) -> Iterator[Lack]:
    """What is wrong, the root of it first."""
    jax, jaxlib = installed_version("jax"), installed_version("jaxlib")
    from_us = f"pip install 'hloscope[{_EXTRAS[platform]}]'"
    if jax is None:
        yield Lack("jax is not installed", from_us)
        return
    if _numbers_of(jax)[:2] < _FIRST_JAX:
        yield Lack(f"jax {jax} is older than {'.'.join(map(str, _FIRST_JAX))}", from_us)
    if jaxlib is None or not _is_within(jaxlib, _bounds_of("jaxlib", extra=None)):
        found = f"jaxlib {jaxlib} does not go with" if jaxlib else "jaxlib is not installed beside"
        yield Lack(f"{found} jax {jax}", f"pip install 'jax=={jax}'")
    elif platform == "gpu":
        yield from _lacks_of_cuda(jax, jaxlib, from_us)
    elif platform == "tpu":
        yield from _lacks_of_libtpu(jax, from_us)


def _lacks_of_cuda(jax: str, jaxlib: str, from_us: str) -> Iterator[Lack]:
    """Of two plugins, one is enough; where neither fits, what is said is about the one that jax looks for first."""
    lacks = {cuda: [*_lacks_of_plugin(cuda, jax, jaxlib)] for cuda in _CUDA if installed_version(f"jax-{cuda}-plugin")}
    if not lacks:
        yield Lack("no CUDA plugin of jax is installed", from_us)
    elif all(lacks.values()):
        yield from next(iter(lacks.values()))


def _lacks_of_plugin(cuda: str, jax: str, jaxlib: str) -> Iterator[Lack]:
    for name in (f"jax-{cuda}-plugin", f"jax-{cuda}-pjrt"):
        found = installed_version(name)
        if found is None or _numbers_of(found) != _numbers_of(jaxlib):
            what = f"{name} {found} is not for" if found else f"{name} is not installed beside"
            yield Lack(f"{what} jaxlib {jaxlib}", f"pip install 'jax[{cuda}-local]=={jax}'")


def _lacks_of_libtpu(jax: str, from_us: str) -> Iterator[Lack]:
    """A later libtpu than that of jax's release compiles as well: 0.0.52 does for jax 0.10.2."""
    libtpu = installed_version("libtpu")
    if libtpu is None:
        yield Lack("libtpu is not installed", from_us)
        return
    least = [bound for operator, bound in _bounds_of("libtpu", extra="tpu") if operator != "<="]
    if least and _numbers_of(libtpu) < _numbers_of(least[0]):
        problem = f"libtpu {libtpu} is older than {least[0]}, which jax {jax} was released with"
        yield Lack(problem, f"pip install 'jax[tpu]=={jax}'")


def _bounds_of(package: str, *, extra: str | None) -> list[tuple[str, str]]:
    """What jax's metadata asks of a package, with an extra or without: an operator and a version each."""
    marker = "" if extra is None else f"extra=={extra}"
    for text in requires("jax") or ():
        found = _REQUIREMENT.fullmatch(text)
        if found and found["name"] == package and re.sub(r"[\s\"']", "", found["marker"] or "") == marker:
            return [(bound["operator"], bound["version"].rstrip(".")) for bound in _BOUND.finditer(found["bounds"])]
    return []


def _is_within(number: str, bounds: list[tuple[str, str]]) -> bool:
    found = _numbers_of(number)
    return all(
        found <= _numbers_of(bound) if operator == "<=" else found >= _numbers_of(bound) for operator, bound in bounds
    )


def _numbers_of(text: str) -> tuple[int, ...]:
    """The numbers of a release, without zeros at its end: 0.12 is 0.12.0. What follows them (`.dev1`) is left out."""
    release = re.match(r"\d{1,9}(?:\.\d{1,9})*", text)
    numbers = [*map(int, release[0].split("."))] if release else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
