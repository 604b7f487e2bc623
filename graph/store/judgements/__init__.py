"""What judging does to a store: rules, written once over primitives that adapters fulfil."""
