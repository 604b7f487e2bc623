"""Synthetic Vietnamese reports with planted rings and the truth beside them."""
