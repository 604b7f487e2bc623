"""Readers: one per format; each yields rows as received, or rejects."""
