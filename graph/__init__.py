"""What is known: identifiers, reports, links, rings, and how they are kept."""
