"""Texts that XLA writes, as the intermediate representation."""

from .hlo_text import parse, parse_modules

__all__ = ["parse", "parse_modules"]
