"""Targets: devices that need not be there, and programs compiled again for them."""

from hloscope.captures.targets.target import Target
from hloscope.captures.targets.targets import TARGETS, find_target

__all__ = ["TARGETS", "Target", "find_target"]
