"""XLA's own parser judges which texts are malformed."""

from importlib.util import find_spec

import pytest

from tests.support.judges.jaxlib_parser import verdicts_on
from tests.support.malformed import MALFORMED

pytestmark = [
    pytest.mark.live,
    pytest.mark.skipif(find_spec("jaxlib") is None, reason="jaxlib is not installed"),
]


def test_xla_refuses_every_one() -> None:
    verdicts = dict(zip(MALFORMED, verdicts_on(list(MALFORMED.values())), strict=True))
    assert [name for name, verdict in verdicts.items() if not verdict.error] == []
