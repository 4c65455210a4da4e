"""The other side of `related`: who is named as a neighbour names its neighbour too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lexicon.authoring import yaml_edits
from lexicon.authoring.yaml_edits import Area
from lexicon.text import YamlScalar, YamlSequence

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lexicon.glossary import Schema


def mutual(files: Mapping[str, str], schema: Schema, slugs: Collection[str] = ()) -> dict[str, str]:
    """The texts of `term.yml` by slug, with every missing side added (of pairs with one of `slugs`, if given).

    Of two terms of which one needs the other, no side is missing: they are connected already.
    """
    areas = {slug: Area(text, 0, len(text), "term") for slug, text in files.items()}
    related = {slug: _words(area, "related") for slug, area in areas.items()}
    needs = {slug: _words(area, "needs") for slug, area in areas.items()}
    for slug, neighbours in related.items():
        for other in neighbours:
            if other == slug or other not in areas or (slugs and slug not in slugs and other not in slugs):
                continue
            if slug not in needs[other] and other not in needs[slug] and slug not in _words(areas[other], "related"):
                areas[other] = yaml_edits.with_item(areas[other], schema, "related", slug)
    return {slug: area.text for slug, area in areas.items()}


def _words(area: Area, field: str) -> list[str]:
    node = area.root.get(field) if area.root else None
    items = node.items if isinstance(node, YamlSequence) else ()
    return [item.value for item in items if isinstance(item, YamlScalar)]
