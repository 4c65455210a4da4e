"""Publishing replaces a folder as a whole or not at all."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from lexicon.site import publish

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_new_folder_takes_the_place_of_the_old(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    (output / "old.html").write_text("old")
    with publish.staging(output) as new:
        (new / "new.html").write_text("new")
        publish.swap(new, output)
    assert [path.name for path in output.iterdir()] == ["new.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_first_build_needs_no_old_folder(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "site"
    with publish.staging(output) as new:
        (new / "index.html").write_text("new")
        publish.swap(new, output)
    assert (output / "index.html").read_text() == "new"


def test_failure_leaves_the_old_folder_and_no_rest(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    (output / "old.html").write_text("old")
    with contextlib.suppress(RuntimeError), publish.staging(output) as new:
        (new / "half.html").write_text("half")
        raise RuntimeError
    assert [path.name for path in output.iterdir()] == ["old.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_swap_works_where_folders_cannot_be_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    test_new_folder_takes_the_place_of_the_old(tmp_path)
