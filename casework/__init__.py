"""What people do with the graph: views, exports; later cases and dossiers."""
