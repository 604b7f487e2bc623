"""Where the graph is kept: the port and its adapters."""
