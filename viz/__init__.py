"""How the graph is drawn: layout, places, style, the pyvis page."""
