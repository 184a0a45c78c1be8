"""Hostile texts: the time to clean them grows with their length, whatever they are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from hloscope.dump.pastes.module_lines import module_lines
from hloscope.dump.pastes.modules import modules_in, streams_in
from tests.support.growth import grows_with

HOSTILE: Mapping[str, Callable[[int], str]] = {
    "one word": lambda n: "a" * n,
    "headers in a line": lambda n: "HloModule m, " * n,
    "headers": lambda n: "HloModule m,\n" * n,
    "percent signs": lambda n: "%a " * n,
    "gutters": lambda n: "".join(f"w{i} | %x = f32[2] add(%a)\n" for i in range(n)),
    "words for gutters": lambda n: "".join(f"{chr(97 + i % 26) * (i % 50)} | %x = f32[2] add(%a)\n" for i in range(n)),
    "numbers for gutters": lambda n: "".join(f"{i} {i} {i} %x = f32[2] add(%a)\n" for i in range(n)),
    "quotes": lambda n: "'ROOT x = " * n,
    "literals": lambda n: '"HloModule m \\n" ' * n,
    "backslashes": lambda n: '"HloModule m \\n' + '\\"' * n,
    "deep JSON": lambda n: '{"a":' * n + "1" + "}" * n,
    "JSON lines": lambda n: '{"log":"HloModule m\\n"}\n' * n,
    "tags": lambda n: "&gt;<pre " * n,
    "escapes": lambda n: "\x1b]" * n + "\nHloModule m,\n",
    "carriage returns": lambda n: "a\r" * n + "\n",
    "spaces": lambda n: " " * n + "\n",
    "times": lambda n: "12:12:12 " * n + "%x = f32[2] a(",
    "arrows": lambda n: "%a (" + "->" * n + "\n",
    "warnings": lambda n: "HloModule m,\n %e {\n" + "aWarning" * n + "\n",
    "split lines": lambda n: "2025-08-19T09:15:10Z stdout P a\n" * n,
    "hunks": lambda n: "+HloModule\n@@ \n" * n,
    "boxes": lambda n: "| a |\n" * n,
}


def clean(text: str) -> None:
    for stream in streams_in(text.encode()):
        for module in modules_in(stream):
            module_lines(module.text)


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text(name: str) -> None:
    assert grows_with(HOSTILE[name], clean)
