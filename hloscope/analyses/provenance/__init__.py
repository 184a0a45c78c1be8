"""Provenance: which operation of one module is which of another, by passes or by the values that they compute."""
