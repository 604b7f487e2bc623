"""Kinds of identifiers: how each is read, written and found."""
