"""Built-in ways to read well-known files."""
