"""Loops: how often each turns, and how often a run executes what is in them."""
