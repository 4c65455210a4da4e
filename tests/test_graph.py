"""How terms hang together: who refers to whom, and the learning order of a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lexicon.links import Graph, build_graph

from tests.glossaries import glossary, term

if TYPE_CHECKING:
    from pathlib import Path

TERMS = {
    "apex": term("Apex", "顶点", yml="needs: [network]\n"),
    "bias": term("Bias", "偏置"),
    "network": term("Network", "网络", yml="needs: [weight]\nrelated: [bias]\n"),
    "weight": term("Weight", "权重"),
    "zero": term("Zero", "零"),
}


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    mentions = {"apex": ["zero", "zero"], "bias": ["zero"], "network": ["weight", "network"], "weight": ["zero"]}
    return build_graph(glossary(tmp_path / "glossary", TERMS), mentions)


def test_terms_that_mention_or_need_a_term_refer_to_it(graph: Graph) -> None:
    assert graph.referenced_by["weight"] == {"network"}
    assert graph.referenced_by["network"] == {"apex"}, "a term does not refer to itself"
    assert [graph.centrality(slug) for slug in ("zero", "weight", "network", "bias", "apex")] == [3, 1, 1, 0, 0]


def test_relations_hold_in_both_directions_but_not_with_what_is_needed(graph: Graph) -> None:
    assert graph.related["network"] == ("bias",)
    assert graph.related["bias"] == ("network",)


def test_what_is_needed_is_learned_first_and_the_more_central_term_before_its_equals(graph: Graph) -> None:
    order = [entry.slug for entry in graph.learning_orders["optimization"]]
    assert order == ["zero", "weight", "network", "apex", "bias"]
    assert graph.learning_positions["zero"] == 0


def test_terms_that_need_each_other_still_have_an_order(tmp_path: Path) -> None:
    circle = {
        "chicken": term("Chicken", "鸡", yml="needs: [egg]\n"),
        "egg": term("Egg", "蛋", yml="needs: [chicken]\n"),
        "nest": term("Nest", "巢", yml="needs: [egg]\n"),
    }
    graph = build_graph(glossary(tmp_path / "glossary", circle), {})
    assert [entry.slug for entry in graph.learning_orders["optimization"]] == ["egg", "chicken", "nest"]
