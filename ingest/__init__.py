"""How facts come in: source, rows or text, observations, reports, store."""
