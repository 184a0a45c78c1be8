"""Comparing: the same model as several frameworks had it compiled."""
