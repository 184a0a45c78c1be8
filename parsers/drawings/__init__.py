"""Drawings of programs in Graphviz's language, as XLA and torch-xla write them, and the HLO text of what they show."""
