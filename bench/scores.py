"""How well found rings match planted ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.planted import BACKGROUND, HUB, Ints

JACCARD = 0.8
"""A planted ring is found when some found ring overlaps it at least so much."""


@dataclass(frozen=True, slots=True)
class Score:
    """Shares, 0-1: of pairs and of rings.

    Attributes:
        precision: of the pairs found together, those that belong together.
        recall: of the pairs that belong together, those found together.
        found: of the planted rings, those found at JACCARD or better.
    """

    precision: float
    recall: float
    found: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(truth: Ints, labels: Ints) -> Score:
    """Compare a partition with the truth.

    Hubs count nowhere: they belong to no ring and to all. Stray identifiers count against
    the precision and the overlap of the rings that hold them.

    Args:
        truth: planted ring of each identifier, HUB or BACKGROUND.
        labels: what was found, one label each.
    """
    community = np.unique(labels, return_inverse=True)[1]
    size = np.bincount(community[truth != HUB], minlength=int(community.max()) + 1)
    core = truth > BACKGROUND
    core &= truth != HUB
    ring = np.unique(truth[core], return_inverse=True)[1]
    planted = np.bincount(ring)
    code, both = np.unique(ring * len(size) + community[core], return_counts=True)
    ring_of, community_of = code // len(size), code % len(size)
    overlap = both / (planted[ring_of] + size[community_of] - both)
    best = np.zeros(len(planted))
    np.maximum.at(best, ring_of, overlap)
    right, together = _pairs(both), _pairs(size)
    return Score(
        precision=right / together if together else 1.0,
        recall=right / _pairs(planted),
        found=float((best >= JACCARD).mean()),
    )


def _pairs(counts: npt.NDArray[np.int64]) -> float:
    return float((counts * (counts - 1) / 2).sum())
