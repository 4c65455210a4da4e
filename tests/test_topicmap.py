"""The map of a topic: what stands where."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from lexicon.pages.topic_map import HEIGHT, WIDTHS, MapNode, TopicMap

if TYPE_CHECKING:
    from collections.abc import Iterator

CHAIN = 6
"""Terms that each need the one before."""
BESIDE = 9
"""Terms that need the first only, more than fit beside each other."""


def nodes() -> Iterator[MapNode]:
    for number in range(CHAIN):
        yield node(f"step-{number}", {f"step-{number - 1}"} if number else set())
    for number in range(BESIDE):
        yield node(f"beside-{number}", {"step-0", "outside"})


def node(slug: str, needs: set[str]) -> MapNode:
    return MapNode(slug, f"Name of {slug}", f"../{slug}/", frozenset(needs), frozenset({"step-1"}))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_term_stands_inside_the_drawing_below_what_it_needs(width: int) -> None:
    made = TopicMap(list(nodes()), width)
    assert len(made.positions) == CHAIN + BESIDE
    for each in made.nodes:
        place = made.positions[each.slug]
        assert 0 < place.x < place.x + place.width < width
        assert all(place.y > made.positions[need].y + HEIGHT for need in each.needs if need in made.by_slug)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_term_stands_on_another(width: int) -> None:
    places = TopicMap(list(nodes()), width).positions.values()
    for one, other in itertools.combinations(places, 2):
        apart = one.x + one.width < other.x or other.x + other.width < one.x
        assert apart or abs(one.y - other.y) > HEIGHT


def test_drawing_links_and_joins_the_terms() -> None:
    drawing = TopicMap(list(nodes()), WIDTHS[0]).svg("How they <build>")
    assert 'aria-label="How they &lt;build&gt;"' in drawing
    assert drawing.count('<a href="../') == CHAIN + BESIDE
    assert drawing.count('class="map-arrow"') == CHAIN - 1 + BESIDE


def test_topic_without_terms_has_no_drawing() -> None:
    assert TopicMap([], WIDTHS[0]).svg("nothing") == ""
