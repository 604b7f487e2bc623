"""What the workbench asks of a store: rules, written once over primitives that adapters fulfil."""
