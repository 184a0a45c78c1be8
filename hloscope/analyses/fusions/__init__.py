"""Fusions: the clusters of a module, their heroes, and what fusion computes twice."""
