"""Sweeping: where one function is compiled otherwise as its sizes or element types change."""
