"""The store of a unit: the graph on a Neo4j server."""
