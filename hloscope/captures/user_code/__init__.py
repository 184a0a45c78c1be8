"""Code of the user: loading it, making its arguments, and telling its lines and its framework."""
