"""Identifiers in free Vietnamese text."""
