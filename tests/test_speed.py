"""What makes builds fast never makes them different: after every edit the same bytes as from nothing."""

from __future__ import annotations

import io
import os
import pkgutil
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest
from click.testing import CliRunner
from lexicon.check import TermCache
from lexicon.cli import main
from lexicon.site import (
    BuildError,
    BuildRecord,
    Progress,
    Project,
    build_record,
    build_site,
    generated_pages,
    pipeline,
)
from lexicon.site.session import Session
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs_site import optimizations

from tests import glossaries
from tests.conftest import ROOT
from tests.projects import TERMS, project
from tests.running import contents, environment

if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[Path, random.Random], None]

NAMES = [("Anchor", "锚点"), ("Batch", "批次"), ("Cell", "单元"), ("Decoder", "解码器"), ("Encoder", "编码器")]
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 10"><path fill="currentColor" d="M0 0h{0}v9z"/></svg>'
)
FIGURE = """figures:
  - id: shape
    alt: {en: A wedge that widens from left to right, zh: 从左到右变宽的楔形}
    caption: {en: A wedge., zh: 一个楔形。}
"""


def some_text(folder: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(folder.glob("*/*.md")))


def replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def add(folder: Path, chance: random.Random) -> None:
    en, zh = next((en, zh) for en, zh in NAMES if not (folder / en.lower()).exists())
    glossaries.write(folder, {en.lower(): glossaries.term(en, zh, yml="related: [gradient]\n")})


def delete(folder: Path, chance: random.Random) -> None:
    own = [folder / en.lower() for en, _ in NAMES if (folder / en.lower()).exists()]
    if own:
        shutil.rmtree(chance.choice(own))


def rename(folder: Path, chance: random.Random) -> None:
    old = next(slug for slug in ("loss", "loss-value") if (folder / slug).exists())
    new = {"loss": "loss-value", "loss-value": "loss"}[old]
    done = CliRunner().invoke(main, ["rename", "--glossary", str(folder), old, new])
    if done.exit_code:  # a slug that was given up may not be given again
        assert "former" in done.output or "slug" in done.output, done.output


def change_name(folder: Path, chance: random.Random) -> None:
    replace(folder / "gradient" / "en.md", "name: Gradient", f"name: Gradient {chance.choice('ABC')}")


def change_alias(folder: Path, chance: random.Random) -> None:
    path = folder / "gradient" / "zh.md"
    text = path.read_text("utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("aliases:")]
    kept.insert(2, f"aliases: [梯度{chance.choice('甲乙丙丁')}]")
    path.write_text("\n".join(kept) + "\n", "utf-8")


def change_prose(folder: Path, chance: random.Random) -> None:
    path = some_text(folder, chance)
    word = "一次又一次。" if path.stem == "zh" else f"It is said {chance.randrange(99)} times of the gradient."
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{word}\n", "utf-8")


def change_figure(folder: Path, chance: random.Random) -> None:
    term = folder / "gradient"
    if "figures:" not in (term / "term.yml").read_text("utf-8"):
        (term / "term.yml").write_text((term / "term.yml").read_text("utf-8") + FIGURE, "utf-8")
    for language in ("en", "zh"):
        (term / f"shape.{language}.svg").write_text(DRAWING.format(chance.randrange(20, 90)), "utf-8")


EDITS: list[Edit] = [add, rename, delete, change_name, change_alias, change_prose, change_figure]


def cold(where: Project, folder: Path) -> dict[str, bytes]:
    """The site as a project without any cache or generated page makes it."""
    fresh = project(folder, {})
    shutil.rmtree(fresh.glossary)
    shutil.copytree(where.glossary, fresh.glossary)
    build_site(fresh, fresh.root / "site", False, Progress(io.StringIO()))
    return contents(fresh.root / "site")


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [path for path in sorted(one.keys() | other.keys()) if one.get(path) != other.get(path)]


@pytest.fixture
def session(tmp_path: Path) -> Session:
    where = project(tmp_path / "project")
    return Session(where, where.root / "served", Progress(io.StringIO()))


def test_warm_builds_and_served_pages_equal_cold_builds_after_random_edits(session: Session, tmp_path: Path) -> None:
    chance = random.Random(20)
    where, said = session.project, session.progress
    edits = [*EDITS, *chance.choices(EDITS, k=5)]
    chance.shuffle(edits)
    try:
        session.build()
        for number, edit in enumerate(edits):
            edit(where.glossary, chance)
            left = session.update()
            if left:
                left()
            build_site(where, where.root / "site", False, said)
            expected = cold(where, tmp_path / f"cold-{number}")
            assert differing(contents(where.root / "site"), expected) == [], edit.__name__
            assert differing(contents(where.root / "served"), expected) == [], edit.__name__
    finally:
        session.close()


UNUSUAL = {
    "terms/headings.md": """---
title: Headings
hide: [navigation, toc]
---
#No space
text
## In a paragraph ##
more

\\# none, # none

    # code

Underlined
===

Twice { #same }
---

## Twice { #same data-toc-label="Short" }

## A
## A
####### Seven

- # In a list
- a

    ## Deep

[TOC]

## `<b>` and <b>bold</b> & $x$
""",
    "terms/quotations.md": """# Quotations

> one
lazy
   > two > three
> > # A heading in it
>
> - [reference]

before
> after

a > b, a &gt; b, \\> c

    > code

- > in a list

<div markdown="1">
> in HTML
</div>

[reference]: ../about.md "Only here"
""",
    "terms/references.md": """# References

[reference], [other][reference], ![image][reference] and [later]

[later]: quotations.md
""",
    "terms/stash.md": """# Stash <i>in</i> the heading

<span>alone</span>

<p>A <b>block</b></p>

<!-- a comment -->

<div>
**not** Markdown <p>and</p>

</div>

<div markdown="1">
**Markdown** <span markdown="1">*in*</span> <em>`<code>`</em>

<section><p>nested</p></section>
</div>

\x02wzxhzdk:0\x03 wzxhzdk:1 \x02klzzwxh:0001\x03 &#2;wzxhzdk:0&#3; \x0242\x03

<p>\x02wzxhzdk:0\x03</p>

| <b>a</b> | `<i>` |
| --- | --- |
| <br> &amp; &copy; | $x$ <hr> |

<div>

```text
in HTML
```

</div>

<div title="wzxhzdk:0">[a](about.md)</div>

<details><summary>x</summary>

text <![CDATA[x]]> <?php x ?>

</details>
""",
    "terms/one-line.md": """# Blocks on one line

<div markdown="1">*Markdown* in it</div>

<div markdown>*Markdown* in it</div>

<p MARKDOWN="span">*Markdown* in it</p>

<div class="a"><p markdown="1">*Markdown* in it</p></div>

<div class="a">*no* Markdown in it</div>
""",
    "terms/unclosed.md": """# Unclosed

- a list

    <div markdown="1">
    text

<p>

```python
# no end
> x
""",
    "terms/code.md": """# Code

```python linenums="1" hl_lines="2"
# \x02wzxhzdk:0\x03
x = "<b>"
```

~~~ unknown
> x
~~~

> ```text
> # x
> ```

1. one

    ```
    y
    ```

``` { .python #name }
z
```
""",
    "terms/spaces.md": "# Spaces\n\nbroken  \nline\n   \n    code\n \n- a\n",
    "terms/tabs.md": "# Tabs\n\n\tcode\n\n- a\n\n\t\tdeep\n\n1.\tb\n",
    "terms/empty.md": "---\ntitle: Empty\n---\n",
    "terms/deep/er.md": "# Deeper\n\n[up](../headings.md)\n",
    "topics/unlisted.md": "# Unlisted\n\n## One\n\n[a](data.md)\n",
    "about/below.md": "# Below\n",
    "elsewhere.md": "# Elsewhere\n",
}
"""Pages that what makes rendering fast has to leave alone, or that would show what one page leaves to the next."""
RENDER = """
import sys
from pathlib import Path
from types import FunctionType
from mkdocs_site import optimizations
from mkdocs_site.renderer import LanguageSite

if sys.argv[1] == "without":
    for name, value in list(vars(optimizations).items()):
        if isinstance(value, FunctionType) and value.__module__ == optimizations.__name__ and not name.startswith("_"):
            setattr(optimizations, name, lambda *_: None)
LanguageSite("en", Path(".cache/pages").absolute(), Path(sys.argv[1]).absolute(), []).build(Path("pages", sys.argv[1]))
"""


def test_optimizations_change_no_page(tmp_path: Path) -> None:
    where = project(tmp_path / "project", {})
    shutil.copytree(ROOT / "glossary", where.glossary, dirs_exist_ok=True)
    generated_pages.write_pages(where, pipeline.check_glossary(where, False, TermCache(where.cache)))
    for path, text in UNUSUAL.items():
        page = where.pages / "en" / path
        page.parent.mkdir(exist_ok=True)
        page.write_text(text, "utf-8")
    for optimized in ("with", "without"):
        shutil.copytree(where.cache, where.root / optimized)
        subprocess.run([sys.executable, "-c", RENDER, optimized], cwd=where.root, env=environment(), check=True)
    pages = contents(where.root / "pages" / "with")
    assert len(pages) > 200 + len(UNUSUAL)
    assert differing(pages, contents(where.root / "pages" / "without")) == []


REPLACED = {
    "one_converter_for_all_pages": ["mkdocs.structure.pages.markdown.Markdown"],
    "try_only_patterns_that_may_match": [
        "markdown.treeprocessors.InlineProcessor._InlineProcessor__applyPattern",
        "markdown.treeprocessors.InlineProcessor._InlineProcessor__handleInline",
    ],
    "no_list_of_anchors": [
        "mkdocs.structure.pages._RawHTMLPreprocessor",
        "mkdocs.structure.pages._ExtractAnchorsTreeprocessor",
    ],
    "take_html_blocks_as_they_are": ["markdown.extensions.md_in_html.HtmlBlockPreprocessor"],
    "remember_where_links_lead": ["mkdocs.structure.pages._RelativePathTreeprocessor.path_to_url"],
}


@pytest.mark.parametrize(
    ("optimization", "name"), [(optimization, name) for optimization, names in REPLACED.items() for name in names]
)
def test_optimization_fails_where_what_it_replaces_is_gone(
    monkeypatch: pytest.MonkeyPatch, optimization: str, name: str
) -> None:
    owner, _, attribute = name.rpartition(".")
    monkeypatch.setattr(optimizations, "setattr", lambda *_: None, raising=False)  # the next ones find what is stock
    monkeypatch.delattr(pkgutil.resolve_name(owner), attribute)
    arguments = [Files([])] if optimization == "remember_where_links_lead" else []
    with pytest.raises(optimizations.OptimizationError, match=rf"^{re.escape(name)}.* is gone"):
        getattr(optimizations, optimization)(*arguments)


@pytest.mark.parametrize("missing", [*optimizations.PARTS, *optimizations.BLOCKS])
def test_optimization_fails_where_a_part_of_the_theme_is_gone(missing: str) -> None:
    parts = {f"partials/{name}.html": "" for name in optimizations.PARTS if name != missing}
    blocks = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in optimizations.BLOCKS if name != missing)
    env = jinja2.Environment(loader=jinja2.DictLoader({**parts, "base.html": blocks}))
    with pytest.raises(optimizations.OptimizationError, match=missing):
        optimizations.remember_parts(env, Navigation([], []))


def test_edited_term_is_shown_before_the_rest_is_made(session: Session) -> None:
    try:
        session.build()
        replace(session.project.glossary / "gradient" / "zh.md", "因此训练", "因此绝大多数训练")
        left = session.update()
        assert "绝大多数" in (session.output / "zh/terms/gradient/index.html").read_text("utf-8")
        assert "绝大多数" not in (session.output / "zh/glossary/index.html").read_text("utf-8")
        assert left
        assert left()
        assert "绝大多数" in (session.output / "zh/glossary/index.html").read_text("utf-8")
        assert "绝大多数" in (session.output / "api/terms/gradient.json").read_text("utf-8")
    finally:
        session.close()


def test_fault_while_serving_leaves_the_site_and_its_repair_is_shown(session: Session) -> None:
    text = session.project.glossary / "loss" / "en.md"
    try:
        session.build()
        before = contents(session.output)
        whole = text.read_text("utf-8")
        text.write_text(f"{whole}\nSee [this](../lost/en.md).\n", "utf-8")
        with pytest.raises(BuildError, match="dead-link"):
            session.update()
        assert contents(session.output) == before
        text.write_text(f"{whole}\nNow it is right.\n", "utf-8")
        session.update()
        assert "Now it is right" in (session.output / "terms/loss/index.html").read_text("utf-8")
    finally:
        session.close()


def test_renderer_that_was_killed_is_replaced(session: Session) -> None:
    try:
        session.build()
        assert session.renderers
        victim = session.renderers.processes["zh"].running
        victim.kill()
        victim.wait()
        text = session.project.glossary / "loss" / "en.md"
        text.write_text(f"{text.read_text('utf-8')}\nShown all the same.\n", "utf-8")
        session.update()
        assert "Shown all the same." in (session.output / "terms/loss/index.html").read_text("utf-8")
    finally:
        session.close()


# Nothing changed


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    where = project(tmp_path_factory.mktemp("built") / "project", TERMS)
    (where.root / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8") + NAMES_VARIABLES, "utf-8")
    return where


NAMES_VARIABLES = """
remote_name: !ENV
  - first_name
  - SECOND_NAME
  - origin
"""


def lexicon(where: Project, monkeypatch: pytest.MonkeyPatch, *options: str) -> str:
    monkeypatch.chdir(where.root)
    done = CliRunner().invoke(main, ["build", *options])
    assert done.exit_code == 0, done.output
    return done.output


def record(where: Project) -> BuildRecord:
    return BuildRecord(where.root, Path("glossary"), Path(".cache"), Path("site"), False, False)


def settled(where: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Build unless that is done already."""
    first = lexicon(where, monkeypatch).removesuffix("; up to date\n").rstrip()
    assert lexicon(where, monkeypatch) == f"{first}; up to date\n"
    assert record(where).summary() == first


def touch_everything(where: Project) -> None:
    for folder in (where.glossary, where.docs, where.root / "site"):
        for path in folder.rglob("*"):
            os.utime(path)


def edit_output(where: Project) -> None:
    (where.root / "site/index.html").write_bytes(b"new")


def remove_output(where: Project) -> None:
    (where.root / "site/terms/loss/index.html").unlink()


def add_output(where: Project) -> None:
    (where.root / "site/new.html").write_text("new")


def move_output(where: Project) -> None:
    (where.root / "site/terms/loss/index.html").rename(where.root / "site/terms/loss.html")


def edit_keeping_size_and_time(where: Project) -> None:
    path = where.glossary / "loss" / "en.md"
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Loss", b"Lost", 1))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def add_empty_folder(where: Project) -> None:
    (where.glossary / "new").mkdir()


def link_to_a_copy(where: Project) -> None:
    text = where.glossary / "loss" / "en.md"
    text.rename(where.root / "copy")
    text.symlink_to(where.root / "copy")


def edit_settings(where: Project) -> None:
    with open(where.root / "mkdocs.yml", "a") as file:
        file.write("# new\n")


def edit_hand_written_page(where: Project) -> None:
    with open(where.docs / "zh/about.md", "a") as file:
        file.write("new\n")


def add_asset(where: Project) -> None:
    (where.docs / "assets/new.txt").write_text("new")


def remove_template(where: Project) -> None:
    (where.docs / "overrides/partials/copyright.html").unlink()


def remove_cache(where: Project) -> None:
    shutil.rmtree(where.cache)


def damage_record(where: Project) -> None:
    (where.cache / "builds.sqlite").write_bytes(b"{")


CHANGES = [
    edit_output,
    remove_output,
    add_output,
    move_output,
    edit_keeping_size_and_time,
    add_empty_folder,
    link_to_a_copy,
    edit_settings,
    edit_hand_written_page,
    add_asset,
    remove_template,
    remove_cache,
    damage_record,
]


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_noticed(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Project], None]
) -> None:
    settled(built, monkeypatch)
    copy = Project(tmp_path / "copy", tmp_path / "copy/glossary", tmp_path / "copy/.cache")
    shutil.copytree(built.root, copy.root, symlinks=True)
    monkeypatch.chdir(copy.root)
    touch_everything(copy)
    assert record(copy).summary()
    change(copy)
    assert record(copy).summary() is None


def test_change_of_the_program_is_noticed(built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(built, monkeypatch)
    monkeypatch.setattr(build_record, "PROGRAMS", [*build_record.PROGRAMS[:-1], tmp_path])
    assert record(built).summary() is None


def test_changes_of_python_and_packages_are_noticed(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(built, monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version", "4.0")
        assert record(built).summary() is None
    (tmp_path / "markdown-4.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert record(built).summary() is None


VARIABLES = ["SITE_URL", "REPOSITORY_URL", "SOURCE_DATE_EPOCH", "first_name", "SECOND_NAME"]


@pytest.mark.parametrize("value", ["", "https://example.org/sub/"])
@pytest.mark.parametrize("name", VARIABLES)
def test_variables_are_noticed(built: Project, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    settled(built, monkeypatch)
    monkeypatch.setenv(name, value)
    assert record(built).summary() is None


def test_pages_are_not_kept_under_other_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = project(tmp_path / "project")
    monkeypatch.delenv("REPOSITORY_URL", raising=False)
    lexicon(where, monkeypatch)
    monkeypatch.setenv("REPOSITORY_URL", "")
    assert "dead link: None/edit/" in CliRunner().invoke(main, ["build"]).output
    monkeypatch.setenv("REPOSITORY_URL", "https://example.org")
    lexicon(where, monkeypatch)
    assert 'href="https://example.org/edit' in (where.root / "site/terms/loss/index.html").read_text("utf-8")


def test_nothing_is_done_when_nothing_changed(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(built, monkeypatch)
    before = (built.root / "site").stat().st_ino
    assert "up to date" in lexicon(built, monkeypatch)
    assert (built.root / "site").stat().st_ino == before
    assert "up to date" not in lexicon(built, monkeypatch, "--gzip")
