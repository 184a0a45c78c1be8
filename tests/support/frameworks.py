"""Frameworks that a live test needs beside jax, as markers: a machine without them leaves those tests out by name.

`pytest -m "live and not tensorflow and not torch"` runs what jax alone can do, and no test of it may be skipped.
"""

import pytest

MARKS = {
    "jax": (),
    "tensorflow": (pytest.mark.tensorflow,),
    "torch": (pytest.mark.torch,),
    "torch-xla": (pytest.mark.torch,),
}


def needing(framework: str, *values: object) -> object:
    """The parameters of a test that needs a framework: its name is one of them where no other is given."""
    return pytest.param(*(values or (framework,)), id=framework, marks=MARKS[framework])
