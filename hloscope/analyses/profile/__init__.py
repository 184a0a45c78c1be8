"""Profiles: what was measured of programs, joined to what they launch."""
