"""Captures: getting dumps out of programs."""
