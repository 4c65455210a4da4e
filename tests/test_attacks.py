"""What a hostile contribution may try: a rule reports it, and behind the rules the finished page is checked."""

from __future__ import annotations

import html
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from lexicon import rules
from lexicon.check import analyse
from lexicon.diagnostics import Severity
from lexicon.site import Progress, build_site
from lexicon.sitecheck import check_pages, page_facts
from lexicon.tex import MathRenderer
from selectolax.lexbor import LexborHTMLParser

from tests import glossaries
from tests.conftest import ROOT
from tests.projects import project
from tests.prose import rendered

if TYPE_CHECKING:
    from pathlib import Path

    from lexicon.check import Analysis
    from selectolax.lexbor import LexborNode

SVG = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'
FIGURE = "figures:\n  - {id: pic, alt: {en: a picture, zh: 一幅图}}\n"


@dataclass(frozen=True)
class Attack:
    """A name, the files it puts in place of harmless ones, and the folder of the term."""

    name: str
    files: dict[str, str]
    slug: str = "victim"


def prose(name: str, text: str) -> Attack:
    """A text with an attack in a section that the translation has too, so that only the attack is wrong with it."""
    return Attack(
        f"prose: {name}",
        {
            "en.md": f"---\nname: Victim\n---\n{glossaries.DEFINITION['en']}\n\n## Pitfalls\n{text}\n",
            "zh.md": f"---\nname: 受害者\n---\n{glossaries.DEFINITION['zh']}\n\n## 常见误区\n这一节的正文无害。\n",
        },
    )


def tex(name: str, source: str) -> Attack:
    return prose(f"TeX {name}", f"A formula ${source}$ here.")


def record(name: str, text: str) -> Attack:
    return Attack(f"record: {name}", {"term.yml": f"topic: optimization\n{text}"})


def front(name: str, text: str) -> Attack:
    return Attack(f"front matter: {name}", {"en.md": f"---\n{text}---\n{glossaries.DEFINITION['en']}\n"})


def drawing(name: str, text: str) -> Attack:
    return Attack(
        f"drawing: {name}", {"term.yml": f"topic: optimization\n{FIGURE}", "pic.en.svg": text, "pic.zh.svg": text}
    )


PROSE = [
    prose("script", "<script>alert(1)</script>"),
    prose("script in a line", "a <script src=//evil.example/x.js></script> b"),
    prose("upper case", "<SCRIPT>alert(1)</SCRIPT>"),
    prose("image with a handler", "<img src=x onerror=alert(1)>"),
    prose("iframe", '<iframe src="https://evil.example/"></iframe>'),
    prose("frame with a document", '<iframe srcdoc="<script>alert(1)</script>"></iframe>'),
    prose("object", '<object data="https://evil.example/x.swf"></object>'),
    prose("style", "<style>body{background:url(//evil.example)}</style>"),
    prose("style attribute", '<p style="background:url(//evil.example)">x</p>'),
    prose("drawing", "<svg><script>alert(1)</script></svg>"),
    prose("drawing with a handler", "<svg onload=alert(1)>"),
    prose("base", '<base href="https://evil.example/">'),
    prose("redirect", '<meta http-equiv="refresh" content="0; url=https://evil.example/">'),
    prose("form", '<form action="https://evil.example/"><input name=q></form>'),
    prose("stylesheet", '<link rel="stylesheet" href="https://evil.example/x.css">'),
    prose("comment that never ends", "<!-- the rest of the page"),
    prose("details", "<details open ontoggle=alert(1)>x</details>"),
    prose("unclosed element", "</div></article></main>"),
    prose("script link", "[click](javascript:alert(1))"),
    prose("script link in capitals", "[click](JaVaScRiPt:alert(1))"),
    prose("script link with an entity", "[click](javascript&colon;alert(1))"),
    prose("script link with a tab", "[click](java&Tab;script:alert(1))"),
    prose("script link in angle brackets", "[click](<javascript:alert(1)>)"),
    prose("data link", "[click](data:text/html;base64,PHNjcmlwdD4=)"),
    prose("vbscript link", "[click](vbscript:msgbox(1))"),
    prose("file link", "[click](file:///etc/passwd)"),
    prose("plain http", "[click](http://evil.example/)"),
    prose("address without a scheme", "[click](//evil.example/)"),
    prose("autolink", "<javascript:alert(1)>"),
    prose("reference link", "[click][x]\n\n[x]: javascript:alert(1)"),
    prose("way out of the glossary", "[click](../../../../etc/passwd)"),
    prose("way into another folder", "[click](../../docs/en/about.md)"),
    prose("image from elsewhere", "![x](https://evil.example/x.png)"),
    prose("image by reference", "![x][y]\n\n[y]: https://evil.example/x.png"),
    prose("attribute list on a paragraph", "text\n{: onclick=alert(1) }"),
    prose("attribute list in a line", "*text*{: style=color:red }"),
    prose("attribute list without a colon", "*text*{ onclick=alert(1) }"),
    prose("attribute list on a link", "[text](https://good.example/){: onclick=alert(1) }"),
    prose("attribute list on code", "`x`{: onclick=alert(1) }"),
    prose("fence with attributes", "``` { .python onclick=alert(1) }\nx = 1\n```"),
    prose("fence with options", '```python title="<script>alert(1)</script>"\nx = 1\n```'),
    prose("heading with an id", "## Code {#victim}\ntext"),
    prose("direction override", "safe \u202etxet"),
    prose("zero width", "gra\u200bdient"),
]
HARMLESS = [
    prose("escaped script", r"Write \<script>alert(1)\</script> nowhere."),
    prose("escaped image with a handler", r"Write \<img src=x onerror=alert(1)> nowhere."),
    prose("escaped style", r"Write \<style>body{background:url(//evil.example)}\</style> nowhere."),
    prose("script in code", "Write `<script>alert(1)</script>` nowhere."),
    prose("script by entities", "Write &lt;script>alert(1)&lt;/script> nowhere."),
    prose("snippet of another file", '--8<-- "/etc/passwd"'),
]
"""What is allowed, because it comes out as the text that it looks like."""
FORMULAS = [
    tex("link", r"\href{javascript:alert(1)}{x}"),
    tex("address", r"\url{https://evil.example/}"),
    tex("package", r"\require{html}x"),
    tex("style", r"\style{background:url(//evil.example)}{x}"),
    tex("class", r"\class{md-header}{x}"),
    tex("id", r"\cssId{victim}{x}"),
    tex("data", r"\data{x=y}{x}"),
    tex("character by number", r"\unicode{x3c}x"),
    tex("definition", r"\def\x{\x\x}\x"),
    tex("new command", r"\newcommand{\sum}{evil}\sum"),
    tex("image", r"\includegraphics{https://evil.example/x.png}"),
    tex("action", r"\toggle{a}{b}\endtoggle"),
    tex("page end", r"\text{</script><script>alert(1)</script>} \href{x}{y}"),
    tex("endless braces", "{" * 5000),
]
RECORDS = [
    record("tag that runs code", "abbreviations: !!python/object/apply:os.system ['touch /tmp/owned']\n"),
    record("bomb", "abbreviations: &a [x, x]\nrelated: &b [*a, *a, *a]\nneeds: [*b, *b, *b]\n"),
    record("merge key", "<<: {topic: data}\n"),
    record("former slug that leaves the folder", "former_slugs: ['../../index']\n"),
    record("former slug with markup", "former_slugs: ['<b>']\n"),
    record("former slug of another page", "former_slugs: ['../glossary']\n"),
    record(
        "script as a reference", "references:\n  - {title: T, authors: [A], year: 2000, url: 'javascript:alert(1)'}\n"
    ),
    record("doi with an address", "references:\n  - {title: T, authors: [A], year: 2000, doi: 'x\"><script>'}\n"),
    record("arXiv with an address", "references:\n  - {title: T, authors: [A], year: 2000, arxiv: '../../evil'}\n"),
    record(
        "formula with an id that is no id",
        "formulas:\n  - {id: 'x\" onclick=\"a', tex: x, symbols: [{tex: x, en: a, zh: 甲}]}\n",
    ),
    record("figure with a way out", "figures:\n  - {id: '../x', alt: {en: a, zh: 甲}}\n"),
]
FRONTS = [
    front("markup in a name", "name: '<img src=x onerror=alert(1)>'\n"),
    front("link as a name", "name: '[x](javascript:alert(1))'\n"),
    front("template in a name", "name: '{{ config.site_url }}'\n"),
    front("settings of the generator", "name: Victim\ntemplate: ../../etc/passwd\n"),
    front("search settings", "name: Victim\nsearch: {boost: 1000}\n"),
]
DRAWINGS = [
    drawing("script", f"<svg {SVG}><script>alert(1)</script></svg>"),
    drawing("handler", f'<svg {SVG}><path d="M 0 0" onclick="alert(1)"/></svg>'),
    drawing("handler on the root", f'<svg {SVG} onload="alert(1)"></svg>'),
    drawing("style", f"<svg {SVG}><style>*{{fill:url(//evil.example)}}</style></svg>"),
    drawing("style attribute", f'<svg {SVG}><path d="M 0 0" style="fill:red"/></svg>'),
    drawing("foreign object", f"<svg {SVG}><foreignObject><p>x</p></foreignObject></svg>"),
    drawing("image", f'<svg {SVG}><image href="https://evil.example/x.png"/></svg>'),
    drawing("link", f'<svg {SVG}><a href="javascript:alert(1)"><path d="M 0 0"/></a></svg>'),
    drawing("use from elsewhere", f'<svg {SVG}><use href="https://evil.example/x.svg#a"/></svg>'),
    drawing("fill from elsewhere", f'<svg {SVG}><path d="M 0 0" fill="url(https://evil.example/x.svg#a)"/></svg>'),
    drawing("animation", f'<svg {SVG}><animate attributeName="href" to="javascript:alert(1)"/></svg>'),
    drawing("entities", '<!DOCTYPE svg [<!ENTITY a "&a;&a;">]>' + f"<svg {SVG}>&a;</svg>"),
    drawing("page instead", "<html><body>x</body></html>"),
    drawing("end of the figure", f"<svg {SVG}></svg></figure><script>alert(1)</script>"),
]
PLACES = [
    Attack("slug with a way out", {}, slug="..victim"),
    Attack("slug with capitals", {}, slug="Victim"),
    Attack("slug with markup", {}, slug="<b>"),
    Attack("program beside a term", {"build.py": "raise SystemExit('owned')"}),
    Attack("page beside a term", {"index.html": "<script>alert(1)</script>"}),
]
COMPANIONS = {"section-mismatch", "formula-mismatch", "stale-translation"}
"""What is also wrong with an attack on one language, and would hide that nothing else reports it."""
ELEMENTS = frozenset(
    (
        *("html", "head", "title", "meta", "body", "div", "span", "p", "h1", "h2", "pre", "code", "a", "em", "strong"),
        *("ul", "ol", "li", "br", "table", "thead", "tbody", "tr", "th", "td"),
        "javascript:alert(1)",  # no browser knows such an element
    )
)
ATTRIBUTES = frozenset(("href", "id", "class", "lang", "name", "content"))
"""All that prose may become."""
ATTACKS = [*PROSE, *FORMULAS, *RECORDS, *FRONTS, *DRAWINGS, *PLACES]


def attacked(folder: Path, attack: Attack) -> Path:
    files = glossaries.term("Victim", "受害者") | attack.files
    return glossaries.write(folder / "glossary", {attack.slug: files})


def errors(found: Analysis) -> set[str]:
    return {diagnostic.rule for diagnostic in found.diagnostics if diagnostic.severity is Severity.ERROR} - COMPANIONS


def test_there_are_enough() -> None:
    assert len(ATTACKS) >= 60
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


@pytest.mark.parametrize("attack", [pytest.param(attack, id=attack.name) for attack in (Attack("none", {}), *HARMLESS)])
def test_no_rule_reports_what_is_harmless(tmp_path: Path, attack: Attack) -> None:
    found = analyse(attacked(tmp_path, attack), MathRenderer(ROOT / ".cache"))
    assert not errors(found)


@pytest.mark.parametrize("attack", [pytest.param(attack, id=attack.name) for attack in ATTACKS])
def test_a_rule_reports_it(tmp_path: Path, attack: Attack) -> None:
    found = analyse(attacked(tmp_path, attack), MathRenderer(ROOT / ".cache"))
    assert errors(found)
    assert errors(found) <= rules.RULES.keys()


def test_nothing_was_run() -> None:
    from pathlib import Path as Place

    assert not Place("/tmp/owned").exists()


def beyond_prose(node: LexborNode) -> set[str]:
    """Elements and attributes below a node that prose has no use for."""
    found = node.css("*")
    attributes = {f"{part.tag} {name}" for part in found for name in part.attributes if name not in ATTRIBUTES}
    return attributes | {str(part.tag) for part in found} - ELEMENTS


@pytest.mark.parametrize("attack", [pytest.param(attack, id=attack.name) for attack in (*PROSE, *HARMLESS)])
def test_without_the_rules_the_page_is_refused_or_harmless(attack: Attack) -> None:
    """The second line of defence knows nothing of the first: it looks at the HTML that a page would have."""
    body = rendered(attack.files["en.md"].split("---\n", 2)[2])
    head = '<html lang="en"><head><title>T</title><meta name="description" content="d"></head><body>'
    page = f"<!doctype html>{head}{body}</body></html>"
    report = check_pages({"index.html": page_facts(page)}, {"index.html"}, "https://site.example/", frozenset())
    root = LexborHTMLParser(page).root
    assert root
    assert report.flaws or not beyond_prose(root), body


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose terms are what is taken for harmless."""
    terms = {}
    for index, attack in enumerate(HARMLESS):
        files = {name: text.replace("Victim", f"Victim {index}") for name, text in attack.files.items()}
        files = {name: text.replace("受害者", f"受害者 {index}") for name, text in files.items()}
        terms[f"victim-{index}"] = glossaries.term("", "") | files
    where = project(tmp_path_factory.mktemp("harmless") / "project", terms)
    build_site(where, where.root / "site", strict=False, progress=Progress(io.StringIO()))
    return where.root / "site"


@pytest.mark.parametrize("index", [pytest.param(index, id=attack.name) for index, attack in enumerate(HARMLESS)])
def test_harmless_text_is_shown_as_text(built: Path, index: int) -> None:
    page = LexborHTMLParser((built / f"terms/victim-{index}/index.html").read_text("utf-8"))
    section = page.css_first("article h2#pitfalls ~ p")
    assert section
    source = HARMLESS[index].files["en.md"].split("## Pitfalls\n")[1].strip()
    assert section.text() == html.unescape(source.replace("\\", "").replace("`", ""))
    assert not beyond_prose(section)
