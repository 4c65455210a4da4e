"""Publishing replaces a folder as a whole or not at all."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

import pytest
from lexicon.site import publish


def test_new_folder_takes_the_place_of_the_old(tmp_path: Path) -> None:
    output = tmp_path / "site"
    output.mkdir()
    (output / "old.html").write_text("old")
    with publish.staging(output) as new:
        (new / "new.html").write_text("new")
        publish.swap(new, output)
    assert sorted(path.name for path in output.iterdir()) == [publish.MANIFEST, "new.html"]
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


def published(output: Path, *paths: str) -> None:
    """Publish a site of some files."""
    with publish.staging(output) as new:
        for path in paths:
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            (new / path).write_text(f"ours: {path}")
        publish.swap(new, output)


def of_others(output: Path) -> dict[str, str]:
    """Files of others in a site, by path."""
    kept = {".git/config": "git", ".nojekyll": "", "CNAME": "words.example", "drafts/a.html": "draft", "a/own.txt": "x"}
    for path, text in kept.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_text(text)
    return kept


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != publish.MANIFEST
    }


REFUSALS = ["exchange", "rename", "mount"]


@pytest.mark.parametrize("refusal", ["", *REFUSALS])
def test_files_of_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refusal: str) -> None:
    output = tmp_path / "site"
    published(output, "index.html", "a/index.html", "old/index.html")
    kept = of_others(output)
    refuse(monkeypatch, refusal, output)
    published(output, "index.html", "a/index.html", "new/index.html", "new/style.css")
    ours = {path: f"ours: {path}" for path in ("index.html", "a/index.html", "new/index.html", "new/style.css")}
    assert contents(output) == ours | kept
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def refuse(monkeypatch: pytest.MonkeyPatch, what: str, output: Path) -> None:
    """Let the system refuse to exchange folders, and to rename the folder of a site, which may be a mount point."""
    rename = Path.rename

    def busy(self: Path, new: Path) -> Path:
        if output in (self, new):
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(self, new)

    if what:
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    if what in ("rename", "mount"):
        monkeypatch.setattr(Path, "rename", busy)
    if what == "mount":
        monkeypatch.setattr(Path, "is_mount", lambda self: self == output)


def test_pages_are_filled_in_after_what_they_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output, written = tmp_path / "site", list[str]()
    published(output, "index.html", "z.css")
    write = publish._write

    def noted(path: Path, content: bytes) -> None:
        written.append(path.name)
        write(path, content)

    monkeypatch.setattr(publish, "_write", noted)
    refuse(monkeypatch, "mount", output)
    published(output, "index.html", "z.css", "a.html")
    assert written == [publish.MANIFEST, "z.css", "a.html", "index.html", publish.MANIFEST]


def test_file_of_others_under_a_name_of_ours_is_not_replaced(tmp_path: Path) -> None:
    output = tmp_path / "site"
    published(output, "index.html")
    (output / "robots.txt").write_text("theirs")
    with pytest.raises(publish.NotASiteError, match=r"robots\.txt is not ours, but the site has a file"):
        published(output, "index.html", "robots.txt")
    assert contents(output) == {"index.html": "ours: index.html", "robots.txt": "theirs"}


def test_files_of_others_in_what_a_killed_build_left_are_put_back(tmp_path: Path) -> None:
    output = tmp_path / "site"
    published(output, "index.html")
    left = tmp_path / ".site.new-1"
    left.mkdir()
    (left / publish.MANIFEST).write_text("index.html\n")
    (left / "CNAME").write_text("words.example")
    published(output, "index.html")
    assert contents(output) == {"index.html": "ours: index.html", "CNAME": "words.example"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", [".git", "CNAME", ".nojekyll"])
def test_empty_checkout_may_become_a_site(tmp_path: Path, name: str) -> None:
    output = tmp_path / "site"
    output.mkdir()
    (output / name).write_text("x")
    assert publish.target(output) == output
    published(output, "index.html")
    assert contents(output) == {"index.html": "ours: index.html", name: "x"}


def test_folder_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("x")
    with pytest.raises(publish.NotASiteError, match="holds something else than a site"):
        publish.target(tmp_path)
