"""Exit statuses that commands share."""

BAD_INPUT = 2
