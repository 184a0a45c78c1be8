"""Broadcasts: what each module spreads, whether it writes memory for that, and how fusion changed it."""
