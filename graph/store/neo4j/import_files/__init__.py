"""Files for `neo4j-admin database import full`: a whole store at the speed of the disk."""
