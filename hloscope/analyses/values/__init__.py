"""Values: which instructions of two modules compute the same."""
