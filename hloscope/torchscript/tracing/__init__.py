"""Tracing: what each way of compiling a Python function keeps of its branches, loops and types."""
