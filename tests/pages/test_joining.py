"""Scripts are joined in the order of their imports, and share no name."""

from collections import Counter
from importlib.resources import files

import pytest

from hloscope.errors import HloscopeError
from hloscope.pages.joining import declared_names, joined_scripts

SCRIPTS = {file.name: file.read_text("utf-8") for file in (files("hloscope.pages") / "scripts").iterdir()}


def test_a_module_stands_behind_those_that_it_imports() -> None:
    modules = {
        "main.js": 'import { twice } from "./b.js";\ntwice(2);\n',
        "a.js": "// One.\nexport const ONE = 1;\n",
        "b.js": 'import { ONE } from "./a.js";\n/** @param {number} n */\nexport function twice(n) {\n  return n + ONE;\n}\n',
    }
    assert joined_scripts(modules) == (
        '(() => {\n"use strict";\nconst ONE = 1;\nfunction twice(n) {\n  return n + ONE;\n}\ntwice(2);\n})();\n'
    )


def test_imports_may_take_several_lines() -> None:
    modules = {
        "main.js": 'import {\n  a,\n  b,\n} from "./x.js";\na(b);\n',
        "x.js": "export const a = 1;\nexport const b = 2;\n",
    }
    assert "import" not in joined_scripts(modules)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'import x from "./x.js";\n',
            "expected imports and exports of one form in main.js, found 'import x from \"./x.js\";'",
        ),
        ("export default 1;\n", "expected imports and exports of one form in main.js, found 'export default 1;'"),
        ('import { x } from "./gone.js";\n', "expected a script 'gone.js' beside those that import it, found none"),
    ],
)
def test_what_cannot_be_joined_is_refused(text: str, message: str) -> None:
    with pytest.raises(HloscopeError) as raised:
        joined_scripts({"main.js": text})
    assert str(raised.value) == message


def test_circle_is_refused() -> None:
    modules = {
        "main.js": 'import { a } from "./a.js";\n',
        "a.js": 'import { b } from "./main.js";\nexport const a = 1;\n',
    }
    with pytest.raises(HloscopeError, match="in no circle, found"):
        joined_scripts(modules)


def test_no_name_is_declared_twice() -> None:
    names = Counter(name for text in SCRIPTS.values() for name in declared_names(text))
    assert len(names) > 50
    assert [name for name, count in names.items() if count > 1] == []


def test_all_scripts_but_the_types_are_in_the_page() -> None:
    from hloscope.pages.page import page_script

    script = page_script()
    for name, text in SCRIPTS.items():
        names = declared_names(text)
        assert all(f" {each}" in script for each in names), name
        assert names or name in ("types.js", "main.js", "loader.js"), name


@pytest.mark.parametrize("name", sorted(SCRIPTS))
@pytest.mark.parametrize(
    "forbidden",
    [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "Function(",
        "http:",
        "https:",
        "localStorage",
    ],
)
def test_no_script_makes_markup_of_text_or_asks_for_anything(name: str, forbidden: str) -> None:
    text = SCRIPTS[name].replace('"http://www.w3.org/2000/svg"', "")  # a name, which nothing is loaded from
    assert forbidden not in text
