"""Measured: timings and profiles of runs, beside what a dump says."""
