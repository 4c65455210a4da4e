"""What import-linter (`make lint`) cannot say of the structure: packages have faces, and modules names of their own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import grimp
import pytest

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
PACKAGES = sorted(path.parent.name for path in (SCRIPTS / "lexicon").glob("*/__init__.py"))


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("lexicon", "mkdocs_site", cache_dir=None)


def test_packages_are_imported_by_their_faces_only(imports: grimp.ImportGraph) -> None:
    assert len(PACKAGES) > 10
    past = [
        f"{importer} imports {module}"
        for package in PACKAGES
        for module in imports.find_descendants(f"lexicon.{package}")
        for importer in imports.find_modules_that_directly_import(module)
        if not f"{importer}.".startswith(f"lexicon.{package}.")
    ]
    assert not past


def test_no_two_modules_have_one_name() -> None:
    modules = [path for name in ("lexicon", "mkdocs_site") for path in (SCRIPTS / name).rglob("*.py")]
    names = Counter(path.stem for path in modules if not path.stem.startswith("__"))
    assert len(names) > 40
    assert not [name for name, count in names.items() if count > 1]


def test_every_package_says_what_it_is_for_in_one_sentence() -> None:
    faces = [SCRIPTS / "lexicon" / package / "__init__.py" for package in PACKAGES]
    first_lines = {face.parent.name: face.read_text("utf-8").partition("\n")[0] for face in faces}
    assert not {name: line for name, line in first_lines.items() if not line.startswith('"""') or line[-4:] != '."""'}
