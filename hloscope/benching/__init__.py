"""Benching: programs run eagerly and compiled, with the times and profiles of the runs."""
