"""Formats: documents as other programs take them."""
