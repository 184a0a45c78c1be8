"""TorchScript: what graphs hold, what fuses in them, and what tracing loses against scripting."""
