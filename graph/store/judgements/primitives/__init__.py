"""What an adapter has to query and to write, so that the rules of judging can run on it."""
