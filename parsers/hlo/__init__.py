"""HLO text: modules, their computations, instructions and attributes."""
