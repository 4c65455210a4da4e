"""What is installed is the same everywhere, and comes from whatever registry is at hand."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

PINNED = re.compile(r"[\w.-]+==[\w.]+( +--hash=sha256:[0-9a-f]{64})+")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_version_is_pinned_with_its_hashes_and_no_registry_is_named(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    lines = re.sub(r"^ *#.*\n|\\\n|^\n", "", text, flags=re.MULTILINE).splitlines()
    assert len(lines) > 20
    assert [line for line in lines if not PINNED.fullmatch(line)] == []
