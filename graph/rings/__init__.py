"""Rings: from facts to identifiers that belong together."""
