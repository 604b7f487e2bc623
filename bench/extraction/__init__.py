"""How well identifiers are read from texts, scored on labelled ones beside other tools."""
