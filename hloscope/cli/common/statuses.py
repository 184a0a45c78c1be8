"""Exit statuses beside 0, which is fine."""

FINDING = 1
BAD_INPUT = 2
INTERRUPTED = 130  # by Ctrl-C, as a shell has it
