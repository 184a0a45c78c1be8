"""Show: the HLO of one kernel, operation, computation or source line."""
