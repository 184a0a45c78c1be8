"""Timelines: what each pass changed, and how long it took."""
