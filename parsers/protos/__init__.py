"""XLA's protos: modules, buffer assignments and profiles, from the same field numbers as XLA's own (`schema/`).

A part of a proto is put into the words of HLO text, and what decodes the text decodes it: there is one IR.
"""
