"""Doctor: why a dump is missing, partial or not the one that was wanted; each kind of trouble in a file of its own."""
