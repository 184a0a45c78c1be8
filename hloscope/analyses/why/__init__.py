"""Why: what was not fused though it might have been, and by which rule of XLA's."""
