"""Neo4jReading: what the rules of questions read, in one transaction."""

from __future__ import annotations

from graph.store.neo4j.mentions import NodeMentions
from graph.store.neo4j.newest import NodeNewest
from graph.store.neo4j.profiles import NodeProfiles
from graph.store.neo4j.terms import NodeTerms


class Neo4jReading(NodeProfiles, NodeNewest, NodeMentions, NodeTerms):
    """Fulfils graph.store.questions.reading.Reading.

    Args:
        reading: the transaction.
    """
