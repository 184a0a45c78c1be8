"""Collectives: what devices tell each other, how much of it, over which axes of their mesh, and how often."""
