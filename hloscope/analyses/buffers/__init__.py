"""Buffers: what lives in memory when, what is copied, and which lines own the peak."""
