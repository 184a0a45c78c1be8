"""Matching: which operation of one module is which of another, by the values that they compute."""
