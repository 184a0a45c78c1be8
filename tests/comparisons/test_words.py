"""What tables say of changes, in words."""

from hloscope.comparisons.change_words import launch_texts
from hloscope.comparisons.outline import Launch, Operation


def launch(name: str, kind: str) -> Launch:
    return Launch(
        name, kind, is_cluster=False, operations=(Operation("slice"),), inputs=(), outputs=(), bytes=0, signature=""
    )


def test_equal_launches_of_a_change_are_told_once() -> None:
    launches = [launch("a", "kInput"), launch("b", "kLoop"), launch("c", "kInput")]
    assert launch_texts(launches) == ["2x slice [kInput]", "slice [kLoop]"]
    assert launch_texts([]) == []
