"""Graphs of programs, as documents that formats of other tools are made from."""
