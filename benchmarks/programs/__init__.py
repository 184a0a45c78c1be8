"""Real programs of the size of a language model, each a train step that XLA itself dumps.

The sizes are small and the layers are many, for what counts is the number of instructions, not of numbers.
"""
