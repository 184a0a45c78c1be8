"""Cost: FLOPs, transcendentals and bytes by the rules of XLA, and what they take on a machine."""
