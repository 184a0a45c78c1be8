"""The launch dimensions of each site, joined from the thunk list by name and order."""

from hloscope.analyses.kernels.dimensions import dimensions_of
from hloscope.analyses.kernels.rules import LaunchClass, LaunchSite
from hloscope.parsers import LaunchDimensions, Thunk, ThunkList

WIDE, NARROW = LaunchDimensions((25, 1, 1), (1024, 1, 1), 0), LaunchDimensions((128, 1, 1), (128, 1, 1), 0)
SORT = ThunkList(
    (
        Thunk("kCopy", "sort"),
        Thunk("kCustomKernel", "sort", dimensions=WIDE),
        Thunk("kCustomKernel", "sort", dimensions=NARROW),
    )
)


def sites(*classes: LaunchClass, name: str = "sort") -> list[LaunchSite]:
    return [LaunchSite(name, launch_class, "main") for launch_class in classes]


def test_kernels_of_one_instruction_go_in_order() -> None:
    assert dimensions_of(sites("copy", "kernel", "kernel"), SORT) == [None, WIDE, NARROW]


def test_a_kernel_that_the_list_does_not_have_has_none() -> None:
    assert dimensions_of(sites("kernel", "kernel", "kernel"), SORT) == [WIDE, NARROW, None]
    assert dimensions_of(sites("kernel", name="other"), SORT) == [None]
