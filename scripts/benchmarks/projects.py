"""The same glossary as a project of ours, of plain MkDocs, and of other generators: what to write, run and serve."""

from __future__ import annotations

import re
import shutil
import sys
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import yaml

from benchmarks import corpus
from benchmarks.running import SCRIPTS, Run, Server, edit, run, write

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = corpus.ROOT
LANGUAGES = ("en", "zh")
LEXICON = [sys.executable, "-c", "from lexicon.cli import run; run()"]
PAGES = ".cache/pages"
"""Where a build leaves the generated pages."""
EDITED = "dropout"
"""The term whose texts are edited."""
_HEADING = re.compile(r"^(#+ .*?) \{ (#[^}]*) \}$", re.MULTILINE)
_ENTRY = re.compile(r"^</?article\b.*\n", re.MULTILINE)
_INLINE = re.compile(r"(?<=[)*])\{ (\.[\w-]+) \}")


class Project(ABC):
    """A folder that a generator makes a site of."""

    name: ClassVar[tuple[str, str]]
    manner: ClassVar[tuple[str, str]] = ("", "")
    """What it is called, and how it builds: in English and Chinese."""

    def __init__(self, root: Path, program: str | Path) -> None:
        self.root, self.program = root, program

    @abstractmethod
    def write(self, ours: Ours) -> None:
        """Write the project, with the pages that ours has generated."""

    @abstractmethod
    def build(self) -> Run:
        """Build it from nothing."""

    @abstractmethod
    def sites(self) -> dict[str, Path]:
        """By language the folder with the built pages."""

    @abstractmethod
    def server(self, port: int) -> Server:
        """Its server for authors."""


class Ours(Project):
    name = ("Buzz Words", "本站")

    def __init__(self, root: Path) -> None:
        super().__init__(root, sys.executable)

    def prepare(self, size: int) -> None:
        """Write a project of so many terms, and build it once."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(ROOT / "docs", self.root / "docs")
        shutil.copy(ROOT / "mkdocs.yml", self.root)
        (self.root / "scripts").symlink_to(SCRIPTS)
        corpus.write(self.root / "glossary", size)
        self.build()

    def write(self, ours: Ours) -> None:
        """Nothing: it is the one from which the others have their pages."""

    def build(self) -> Run:
        for name in (".cache", "site"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        return self.again()

    def again(self) -> Run:
        """Build with all that is remembered."""
        return run([*LEXICON, "build"], self.root)

    def after_edits(self) -> Run:
        """Build after one edit in each language."""
        for language in LANGUAGES:
            edit(self._source(language))
        return self.again()

    def sites(self) -> dict[str, Path]:
        return {"en": self.root / "site", "zh": self.root / "site" / "zh"}

    def server(self, port: int) -> Server:
        command = [*LEXICON, "serve", "--port", str(port)]
        return Server(command, self.root, {self._source("en"): address(""), self._source("zh"): address("zh/")})

    def _source(self, language: str) -> Path:
        return self.root / "glossary" / EDITED / f"{language}.md"

    def pages(self) -> Iterator[tuple[str, str]]:
        """The Markdown pages by path, without what is meant for our own search."""
        for folder in (self.root / "docs", self.root / PAGES):
            for path in sorted(folder.glob("*/**/*.md")):
                text = path.read_text("utf-8").replace("\nsearch:\n  exclude: true\n", "\n")
                yield path.relative_to(folder).as_posix(), text


class Plain(Project):
    """Plain MkDocs with our theme: all languages in one process, stock search, formulas left to the browser."""

    name = ("plain MkDocs", "普通的 MkDocs")

    def __init__(self, root: Path) -> None:
        super().__init__(root, Path(sys.executable).with_name("mkdocs"))

    def write(self, ours: Ours) -> None:
        shutil.copytree(ours.root / "docs", self.root / "docs")
        for path, text in ours.pages():
            folder = "docs" if (ours.root / "docs" / path).exists() else PAGES
            write(self.root / folder / path, text)
        (self.root / "scripts").symlink_to(SCRIPTS)
        (self.root / "glossary").symlink_to(ours.root / "glossary")
        settings = (ROOT / "mkdocs.yml").read_text("utf-8")
        settings = settings.replace("reconfigure_search: false", "reconfigure_search: true")
        write(self.root / "mkdocs.yml", f"{settings}\nwatch: [{PAGES}]\n")

    def build(self) -> Run:
        return run([self.program, "build", "--clean"], self.root)

    def sites(self) -> dict[str, Path]:
        return {"en": self.root / "site", "zh": self.root / "site" / "zh"}

    def server(self, port: int) -> Server:
        # Without --livereload MkDocs watches nothing under newer versions of click.
        command = [self.program, "serve", "--livereload", "-a", f"127.0.0.1:{port}"]
        return Server(command, self.root, edited(self.root / PAGES))


class Zensical(Project):
    """Zensical builds one language in a run: two projects, one after the other."""

    name = ("Zensical", "Zensical")
    manner = ("one language after the other", "两种语言先后构建")

    def write(self, ours: Ours) -> None:
        stock = (ROOT / "mkdocs.yml").read_text("utf-8")
        extensions = stock[stock.index("markdown_extensions:") : stock.index("\nhooks:")]
        settings = [
            "site_name: Buzz Words",
            "site_url: https://example.org/",
            "theme: {name: material, font: false}",
        ]
        for language in LANGUAGES:
            for path, text in ours.pages():
                if path.startswith(f"{language}/"):
                    write(self.root / language / "docs" / path.partition("/")[2], text)
            nav = ["nav:", *(f"  - {page}" for page in navigation())]
            write(self.root / language / "mkdocs.yml", "\n".join([*settings, extensions, *nav]))

    def build(self) -> Run:
        en, zh = (run([self.program, "build", "--clean"], self.root / language) for language in LANGUAGES)
        return en + zh

    def sites(self) -> dict[str, Path]:
        return {language: self.root / language / "site" for language in LANGUAGES}

    def server(self, port: int) -> Server:
        folder = self.root / "en"
        source = folder / "docs" / "terms" / f"{EDITED}.md"
        return Server([self.program, "serve", "-a", f"127.0.0.1:{port}"], folder, {source: address("")})


class Sphinx(Project):
    """Sphinx with MyST and furo, both languages as folders of one project, in as many processes as ours."""

    name = ("Sphinx", "Sphinx")
    manner = ("furo, two processes", "furo，两个进程")
    settings = """
project = "Buzz Words"
extensions = ["myst_parser"]
html_theme = "furo"
myst_enable_extensions = ["dollarmath", "attrs_block", "attrs_inline"]
exclude_patterns = ["_build"]
suppress_warnings = ["myst", "toc"]
"""
    listed = ("index.md", "topics/index.md", "about.md", "searching.md", "hosting.md")
    """Only short pages: furo copies all headings of the pages in its navigation anew for every page."""

    def write(self, ours: Ours) -> None:
        for path, text in ours.pages():
            # HTML around headings would be torn apart, for Sphinx makes sections of headings.
            write(self.root / path, _ENTRY.sub("", _INLINE.sub(r"{\1}", _HEADING.sub(r"{\2}\n\1", text))))
        listed = [f"{language}/{page}" for language in LANGUAGES for page in self.listed]
        write(self.root / "index.md", "\n".join(["# Glossary", "", "```{toctree}", *listed, "```", ""]))
        write(self.root / "conf.py", self.settings)

    def build(self) -> Run:
        shutil.rmtree(self.root / "_build", ignore_errors=True)
        return run([self.program, "-q", "-b", "dirhtml", "-j", "2", ".", "_build"], self.root)

    def sites(self) -> dict[str, Path]:
        return {language: self.root / "_build" / language for language in LANGUAGES}

    def server(self, port: int) -> Server:
        program = str(Path(self.program).with_name("sphinx-autobuild"))
        command = [program, "-q", "-b", "dirhtml", "-j", "2", "--port", str(port), ".", "_build"]
        return Server(command, self.root, edited(self.root, "en/"))


class Hugo(Project):
    """Hugo with templates of a few lines: the page, its title, nothing else."""

    name = ("Hugo", "Hugo")
    manner = ("a minimal theme", "极简主题")
    settings = """
title = "Buzz Words"
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term"]
[markup.goldmark.renderer]
unsafe = true
[languages.en]
contentDir = "content/en"
[languages.zh]
contentDir = "content/zh"
"""
    page = (
        '<!doctype html><html lang="{{ .Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>'
        "<body>{{ .Content }}</body></html>"
    )
    link = (
        '{{- $parts := split .Destination "#" -}}{{- $to := index $parts 0 -}}{{- $url := .Destination -}}'
        '{{- if strings.HasSuffix $to ".md" -}}{{- with .Page.GetPage (replace $to "index.md" "_index.md") -}}'
        '{{- $url = printf "%s%s" .RelPermalink (cond (gt (len $parts) 1) (printf "#%s" (index $parts 1)) "") -}}'
        '{{- end -}}{{- end -}}<a href="{{ $url | safeURL }}">{{ .Text | safeHTML }}</a>'
    )

    def write(self, ours: Ours) -> None:
        for path, text in ours.pages():
            name = path.replace("index.md", "_index.md")
            write(self.root / "content" / name, _INLINE.sub("", text).replace("{{", "{ {").replace("{%", "{ %"))
        write(self.root / "config.toml", self.settings)
        layouts = self.root / "layouts"
        for path in ("_default/single.html", "_default/list.html", "index.html"):
            write(layouts / path, self.page)
        write(layouts / "_default/_markup/render-link.html", self.link)

    def build(self) -> Run:
        shutil.rmtree(self.root / "public", ignore_errors=True)
        return run([self.program, "--quiet"], self.root)

    def sites(self) -> dict[str, Path]:
        return {"en": self.root / "public", "zh": self.root / "public" / "zh"}

    def server(self, port: int) -> Server:
        command = [self.program, "server", "--bind", "127.0.0.1", "--port", str(port), "--baseURL", "http://127.0.0.1/"]
        return Server(command, self.root, edited(self.root / "content"))


def navigation() -> list[str]:
    """The pages that mkdocs.yml lists; like ours, no project lists its terms."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    listed: list[str] = yaml.safe_load(settings[settings.index("\nnav:") :])["nav"]
    return listed


def address(root: str) -> str:
    return f"{root}terms/{EDITED}/"


def edited(folder: Path, english: str = "") -> dict[Path, str]:
    """The pages of the edited term in a folder with one folder for each language, and their addresses."""
    roots = {"en": english, "zh": "zh/"}
    return {folder / language / "terms" / f"{EDITED}.md": address(root) for language, root in roots.items()}
