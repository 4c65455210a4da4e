"""The schema: what is wrong with it is one line that says where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lexicon.glossary import SchemaError, read_schema

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = (ROOT / "glossary" / "schema.yml").read_bytes()
EVERYTHING_THREE = b"languages: 3\ntopics: 3\nsections: 3\nfields: 3\nlimits: 3\nstart: 3\nphrases: 3\n"
LANGUAGE = b"  - {id: en, tag: en, name: English"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"languages:\n", b"languages: [\n", "5:3: expected node content"),
        (LANGUAGE, b"  - {id: en, id: en, tag: en, name: English", "5:14: `id` is given twice"),
        (LANGUAGE, b"  - {id: en, name: English", "5:5: `tag` is missing here"),
        (LANGUAGE, LANGUAGE + b", colour: red", "5:38: there is no field `colour`: the fields are id, tag, name, root"),
        (LANGUAGE, b"  - {id: en, tag: 2024-13-45, name: English", "5:19: `2024-13-45` is neither a text nor a whole"),
        (LANGUAGE, b"  - {id: en, tag: [en], name: English", "5:19: a single value is expected here"),
        (LANGUAGE, b"  - {id: en, tag: \xff, name: English", "5:19: the byte 0xff is not UTF-8"),
        (LANGUAGE, b"  - {id: en, tag: \x08, name: English", "5:19: a character that YAML does not allow"),
        (b", source: true", b"", "5:3: one language, and no more, must be the `source`"),
        (RIGHT, EVERYTHING_THREE, "1:12: a list is expected here"),
        (b"limits:\n", b"limit:\n", "there is no field `limit`: the fields are languages"),
        (RIGHT, b"", "1:1: `languages` is missing here"),
        (RIGHT, b"- languages\n", "1:1: fields are expected here"),
    ],
)
def test_fault_is_one_line_that_says_where(tmp_path: Path, old: bytes, new: bytes, fault: str) -> None:
    assert old in RIGHT
    (tmp_path / "schema.yml").write_bytes(RIGHT.replace(old, new, 1))
    with pytest.raises(SchemaError) as caught:
        read_schema(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'schema.yml'}:")
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"there is no schema\.yml in"):
        read_schema(tmp_path)
