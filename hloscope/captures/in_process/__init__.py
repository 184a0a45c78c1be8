"""Captures within the process of the user: one function, a block, or a deferred call."""
