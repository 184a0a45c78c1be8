"""Which line calls a computation whose operations have no line of their own."""

import pytest

from hloscope.analyses.facts.call_places import call_places
from hloscope.parsers import parse

TEXT = """
inner {{ p = f32[8] parameter(0) ROOT s = f32[8] sine(p) }}
outer {{ q = f32[8] parameter(0) ROOT c = f32[8] call(q), to_apply=inner{inner} }}
ENTRY m {{ x = f32[8] parameter(0)
  a = f32[8] call(x), to_apply=outer, metadata={{source_file="m.py" source_line=3}}
  ROOT b = f32[8] call(a), to_apply=outer, metadata={{source_file="m.py" source_line={second}}} }}
"""


@pytest.mark.parametrize(
    ("inner", "second", "places"),
    [
        pytest.param("", 3, {"outer": "m.py:3", "inner": "m.py:3"}, id="one line, though twice"),
        pytest.param("", 4, {}, id="two lines"),
        pytest.param(
            ', metadata={source_file="n.py" source_line=1}', 4, {"inner": "n.py:1"}, id="function with lines of its own"
        ),
    ],
)
def test_line_that_calls_a_function(inner: str, second: int, places: dict[str, str]) -> None:
    assert call_places(parse(TEXT.format(inner=inner, second=second))) == places
