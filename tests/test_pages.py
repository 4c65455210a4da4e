"""The Markdown of pages: what a term's files become."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lexicon.glossary import Section
from lexicon.links import Linker, build_graph
from lexicon.pages import Counts, Pages, addresses, redirect
from lexicon.pages.markdown_writer import escape_markdown, page_markdown
from lexicon.pages.prose import section_elements
from lexicon.text import Source, parse_markdown
from selectolax.lexbor import LexborHTMLParser

from tests.glossaries import glossary, term
from tests.prose import rendered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TERMS = {
    "gradient": term(
        "Gradient",
        "梯度",
        en_text="The gradient of a loss is a vector that says in which direction the loss rises fastest, and how fast.",
        yml="related: [loss]\nformer_slugs: [slope]\nformulas:\n"
        "  - {id: one, tex: 'a < b', symbols: [{tex: a, en: 'x & y', zh: 甲}]}\n",
    ),
    "loss": term("Loss", "损失", yml="abbreviations: [LSS]\n", en_front="aliases: ['<b>&amp;']\n"),
}
AMBIGUOUS = "- {word: kernel, language: en, readings: [loss, kernel-function]}\n"
PLANNED = "- {slug: kernel-function, topic: foundations, en: Kernel function, zh: 核函数}\n"


def pages(
    folder: Path, language: str = "en", terms: Mapping[str, dict[str, str]] = TERMS, ambiguous: str = AMBIGUOUS
) -> dict[str, str]:
    words = glossary(folder, terms, {"ambiguous.yml": ambiguous, "planned.yml": PLANNED})
    linker = Linker(words, language)
    links = {slug: tuple(linker.links(entry.texts[language], slug)) for slug, entry in words.terms.items()}
    mentions = {slug: [link.slug for link in found] for slug, found in links.items()}
    made = Pages(words, build_graph(words, mentions), words.schema.language(language), links, Counts(2, 1, 1))
    return {page.path: page.text for page in made.all()}


def test_term_page(tmp_path: Path) -> None:
    page = pages(tmp_path / "glossary")["terms/gradient.md"]
    assert (
        '# Gradient <span class="term-other" lang="zh-Hans">梯度 <span class="term-reading" lang="zh-Latn">tī dù'
        in page
    )
    assert "The gradient of a [loss](loss.md) is a vector" in page
    assert "a &lt; b" in page
    assert "x &amp; y" in page
    assert '<a href="../loss/">Loss</a>' in page


def test_names_cannot_bring_markup(tmp_path: Path) -> None:
    made = pages(tmp_path / "glossary")
    assert "<b>&lt;b&gt;&amp;amp;</b>" in made["terms/loss.md"]
    assert "<b>&amp;" not in made["glossary.md"].replace('data-names="', "")


def test_list_has_an_anchor_for_every_name_and_former_address(tmp_path: Path) -> None:
    page = pages(tmp_path / "glossary", "zh")["glossary.md"]
    for anchor in ("gradient", "slope", "梯度", "loss", "损失", "lss"):
        assert f'id="{anchor}"' in page or f"#{anchor} " in page
    assert "## S { #letter-s .letter }" in page
    assert page.index("#letter-s") < page.index("#letter-t")


def test_no_id_stands_twice(tmp_path: Path) -> None:
    """Names that make the ids of the page, or of each other, have none; ambiguous words have others."""
    names = ["A–Z", "Letter S", "Letter other", "words", "home", "index", "topic", "Gradient", "a  z", "C+", "C#"]
    terms = TERMS | {"loss": term("Loss", "损失", en_front=f"aliases: {names}\n")}
    words = ["A-Z!", "letter s!", "Words!", "kernel", "kernel+", "C", "+++", "slope"]
    listed = "".join(f"- {{word: '{word}', language: en, readings: [loss, kernel-function]}}\n" for word in words)
    page = LexborHTMLParser(rendered(pages(tmp_path / "glossary", terms=terms, ambiguous=listed)["glossary.md"]))
    ids = [node.attributes["id"] or "" for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {"a-z", "letter-s", "gradient", "slope", "c"} <= set(ids)
    assert not {"words", "home", "index", "topic"} & set(ids)
    assert len(page.css(".entry--ambiguous h3")) == len(words)


def test_ambiguous_word_offers_its_readings(tmp_path: Path) -> None:
    page = pages(tmp_path / "glossary")["glossary.md"]
    planned = '<span class="not-written" title="not written yet">Kernel function</span>'
    assert f"“kernel” can mean: [Loss](terms/loss.md), {planned}" in page


def test_every_page_is_made(tmp_path: Path) -> None:
    made = pages(tmp_path / "glossary")
    assert {"index.md", "glossary.md", "topics/index.md", "topics/optimization.md", "terms/gradient.md"} <= made.keys()
    assert "[Gradient](../terms/gradient.md)" in made["topics/optimization.md"]


@pytest.mark.parametrize(
    ("identifiers", "address"),
    [
        ("doi: 10.1000/x, arxiv: '1706.03762', url: 'https://x.example/'", "https://doi.org/10.1000/x"),
        ("arxiv: '1706.03762', url: 'https://x.example/'", "https://arxiv.org/abs/1706.03762"),
        ("url: 'https://x.example/?a=1&b=2'", "https://x.example/?a=1&amp;b=2"),
        ("isbn: '9780262035613'", None),
    ],
)
def test_title_of_a_reference_leads_to_its_most_lasting_address(
    tmp_path: Path, identifiers: str, address: str | None
) -> None:
    reference = f"references:\n  - {{title: 'A < B', authors: [Ann Bo], year: 2017, {identifiers}}}\n"
    page = pages(tmp_path / "glossary", terms=TERMS | {"probe": term("Probe", "探针", yml=reference)})["terms/probe.md"]
    title = "A &lt; B"
    linked = f'<a href="{address}" rel="external">{title}</a>' if address else title
    assert f"<li>Ann Bo. <cite>{linked}</cite>. 2017." in page


def test_descriptions_are_plain_text(tmp_path: Path) -> None:
    prose = 'The "loss" of `fit` on $m \\times n$ values is $\\frac{1}{2}$ here; it says how far a model is off.'
    made = pages(tmp_path / "glossary", terms={**TERMS, "loss": term("Loss", "损失", en_text=prose)})
    assert 'description: "The &quot;loss&quot; of fit on m × n values is 1/2 here; it' in made["terms/loss.md"]


def test_no_head_of_the_site_holds_tex_or_backticks(site: Path) -> None:
    heads = [LexborHTMLParser(page.read_text("utf-8")).head for page in site.rglob("*.html")]
    texts = [
        text
        for head in heads
        if head
        for text in (
            *(title.text() for title in head.css("title")),
            *(meta.attributes["content"] or "" for meta in head.css("meta[content]")),
        )
    ]
    assert len(texts) > 400
    assert not [text for text in texts if re.search(r"[\\$`]", text)]


def test_former_address_leads_on(tmp_path: Path) -> None:
    words = glossary(tmp_path / "glossary", TERMS)
    page = redirect(words, words.schema.language("zh"), "gradient")
    assert 'lang="zh-Hans"' in page
    assert 'content="0; url=../gradient/"' in page


@pytest.mark.parametrize(
    ("page", "target", "way"),
    [
        ("terms/a.md", "terms/b.md", "b.md"),
        ("terms/a.md", "topics/x.md", "../topics/x.md"),
        ("glossary.md", "terms/b.md", "terms/b.md"),
        ("topics/index.md", "index.md", "../index.md"),
    ],
)
def test_way_between_pages(page: str, target: str, way: str) -> None:
    assert addresses.relative_path(page, target) == way


@pytest.mark.parametrize(
    ("name", "anchor"),
    [
        ("Mini-batch SGD", "mini-batch-sgd"),
        ("ReLU (Rectified Linear Unit)", "relu-rectified-linear-unit"),
        ("softmax 函数", "softmax-函数"),
        ("nn.Linear", "nn-linear"),
    ],
)
def test_anchor(name: str, anchor: str) -> None:
    assert addresses.anchor(name) == anchor


@pytest.mark.parametrize(
    "name",
    [
        "Q&A",
        "&amp;",
        "C~1",
        "a < b > c",
        "a|b",
        "US$ and A$",
        "f(x)",
        "x[i]: y",
        "a_b *c* `d` {e} #f ![g](h)",
        "\\(i\\)",
    ],
)
@pytest.mark.parametrize(
    ("place", "element"),
    [("# {} {{ #there }}", "h1"), ("[{}](there.md)", "a"), ("{}", "p"), ("| a |\n|---|\n| {} |", "td")],
)
def test_escaped_text_shows_as_it_is(name: str, place: str, element: str) -> None:
    shown = LexborHTMLParser(rendered(place.format(escape_markdown(name)))).css_first(element)
    assert shown
    assert (shown.text(), [part.tag for part in shown.css("*")]) == (name, [element])


@pytest.mark.parametrize(
    "text", ["A* and B*.", "a *|*b.", "US$ 3 or A$ 4.", "a*b** c.", "this:\n[1]: https://x.example"]
)
def test_signs_that_mark_nothing_show_as_they_are(text: str) -> None:
    source = Source("en.md", f"Words, then {text}")
    prose = Section(None, None, parse_markdown(source, 0))
    page = "terms/x.md"
    shown = LexborHTMLParser(rendered(page_markdown(section_elements(prose, (), page), page))).css_first("p")
    assert shown
    assert (shown.text(), [part.tag for part in shown.css("*")]) == (" ".join(source.text.split()), ["p"])
