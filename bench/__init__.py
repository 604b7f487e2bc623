"""Measurements: speed, memory and quality, each beside a named baseline."""
