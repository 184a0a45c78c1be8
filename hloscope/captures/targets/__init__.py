"""Targets: devices that need not be there, and programs compiled again for them."""
