"""The last look at a site finds what is wrong with a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lexicon.sitecheck import check_site

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (
    '<!doctype html><html lang="en"><head><title>T</title><meta name="description" content="d"></head>'
    '<body><header>{}</header><article class="md-content__inner"></article></body></html>'
)
ARTICLE = PAGE.replace("{}", "").replace("</article>", "{}</article>")


def flaws(folder: Path, body: str, page: str = PAGE, origin: str = "https://site.example/") -> list[str]:
    (folder / "other").mkdir(exist_ok=True)
    (folder / "other" / "index.html").write_text(PAGE.format('<p id="here"></p><p id="中文"></p>'), "utf-8")
    (folder / "index.html").write_text(page.format(body), "utf-8")
    return [flaw.message for flaw in check_site(folder, origin).flaws]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="other/">x</a>',
        '<a href="other/#here">x</a>',
        '<a href="other/#%E4%B8%AD%E6%96%87">x</a>',
        '<a href="/other/">x</a>',
        '<a href="https://elsewhere.example/">x</a>',
        '<a href="mailto:someone@site.example">x</a>',
        '<img src="data:image/png;base64,AA" alt="">',
        '<p title="the step size, on = off, style = plain">once = 1, ping = 2</p>',
        '<script type="application/json">{"style": 1}</script>',
    ],
)
def test_good_page(tmp_path: Path, body: str) -> None:
    assert flaws(tmp_path, body) == []


FLAWED = [
    ('<a href="missing/">x</a>', "a dead link: missing/"),
    ('<a href="other/#there">x</a>', "a link to a missing anchor: other/#there"),
    ('<a href="javascript:alert(1)">x</a>', "an unsafe link: javascript:alert(1)"),
    ('<a href="data:text/html,x">x</a>', "an unsafe link: data:text/html,x"),
    ('<p id="a"></p><p id="a"></p>', "the id a stands twice"),
    ('<img src="https://elsewhere.example/x.png">', "loads https://elsewhere.example/x.png"),
    ('<script src="//elsewhere.example/x.js"></script>', "loads //elsewhere.example/x.js"),
    (r'<video src="/\elsewhere.example/x"></video>', r"a dead link: /\elsewhere.example/x"),
    ('<LINK REL="StyleSheet" HREF="//elsewhere.example/x.css">', "loads //elsewhere.example/x.css"),
    ('<p onclick="x()">x</p>', "a forbidden attribute on <p>: onclick=x()"),
    ("<p/onclick=x()>x</p>", "a forbidden attribute on <p>: onclick=x()"),
    ('<p title="a"ONCLICK=x()>x</p>', "a forbidden attribute on <p>: onclick=x()"),
    ("<p title='a'onclick =x()>x</p>", "a forbidden attribute on <p>: onclick=x()"),
    ("<p onclick\n=\nx()>x</p>", "a forbidden attribute on <p>: onclick=x()"),
    ("<p on-x=1>x</p>", "a forbidden attribute on <p>: on-x=1"),
    ("<p 中=1 onclick=x()>x</p>", "a forbidden attribute on <p>: onclick=x()"),
    ("<svg/onload=x()></svg>", "a forbidden attribute on <svg>: onload=x()"),
    ('<p style="color:red">x</p>', "a forbidden attribute on <p>: style=color:red"),
    ('<img srcset="//e.example/x.png 2x">', "a forbidden attribute on <img>: srcset=//e.example/x.png 2x"),
    ('<video poster="//e.example/x.png">', "a forbidden attribute on <video>: poster=//e.example/x.png"),
    ('<table background="//e.example/x.png">', "a forbidden attribute on <table>: background=//e.example/x.png"),
    ('<a href="other/" ping="//e.example/">x</a>', "a forbidden attribute on <a>: ping=//e.example/"),
    ('<img attributionsrc="//e.example/">', "a forbidden attribute on <img>: attributionsrc=//e.example/"),
    (
        '<link rel="preload" as="image" imagesrcset="//e.example/x.png 2x">',
        "a forbidden attribute on <link>: imagesrcset=//e.example/x.png 2x",
    ),
    ('<svg><use xlink:href="//e.example/#a"/></svg>', "a forbidden attribute on <use>: xlink:href=//e.example/#a"),
    ("<script>alert(1)</script>", "an inline script that is not the theme's"),
    ("<script >alert(1)</script >", "an inline script that is not the theme's"),
    ("<SCRIPT type=module>alert(1)</SCRIPT>", "an inline script that is not the theme's"),
    ("<script data-src=x>alert(1)</script>", "an inline script that is not the theme's"),
    ("<iframe></iframe>", "a forbidden element <iframe>"),
    ("<style>p{}</style>", "a forbidden element <style>"),
    ('<template shadowrootmode="open"><script>x()</script></template>', "a forbidden element <template>"),
    ('<noscript><p title="</noscript><script>x()</script>"></p></noscript>', "a forbidden element <noscript>"),
    ('<math><mi href="javascript:x()">x</mi></math>', "a forbidden element <mi>"),
    ('<svg><animate attributeName="href" to="javascript:x()"/></svg>', "a forbidden element <animate>"),
    ('<svg><set attributeName="href" to="javascript:x()"/></svg>', "a forbidden element <set>"),
    ("<SVG><ForeignObject/></SVG>", "a forbidden element <foreignObject>"),
    ('<svg><script src="other/index.html"></script></svg>', "a forbidden element <script>"),
    ('<div class="figure"><svg><a href="other/">x</a></svg></div>', "a forbidden element <a>"),
    ('<svg><use href="other/#here"/></svg>', "a drawing leads to other/#here"),
    ('<form action="other/"></form>', "<form> sends to an address"),
    ('<button formaction="other/">x</button>', "<button> sends to an address"),
    ('<meta http-equiv="Refresh" content="0; url=//e.example/">', "a redirect to 0; url=//e.example/"),
    ('<span class="&#97;rithmatex">\\(x\\)</span>', "a formula that was not drawn"),
    ('<span class="arithmatex">\\(x\\)</span>', "a formula that was not drawn"),
]


@pytest.mark.parametrize(("body", "message"), FLAWED)
def test_flawed_page(tmp_path: Path, body: str, message: str) -> None:
    assert flaws(tmp_path, body) == [message]


@pytest.mark.parametrize(("body", "message"), FLAWED)
def test_flawed_article(tmp_path: Path, body: str, message: str) -> None:
    """What is wrong anywhere is wrong in an article; the reason may be that nothing of the kind belongs there."""
    del message
    assert flaws(tmp_path, body, ARTICLE)


@pytest.mark.parametrize(
    "body",
    [
        '<p id="here"><a href="other/#here">x</a> <a href="#here">x</a></p>',
        '<a href="https://elsewhere.example/a_(b)?c=d#e">x</a>',
        '<svg viewBox="0 0 1 1"><path id="p" fill="var(--a)" d="M 0 0"/><use href="#p" clip-path="url(#p)"/></svg>',
        '<math><mi mathvariant="bold">x</mi></math>',
    ],
)
def test_good_article(tmp_path: Path, body: str) -> None:
    assert flaws(tmp_path, body, ARTICLE) == []


@pytest.mark.parametrize(
    "body",
    [
        *('<audio src="x"></audio>', "<marquee>x</marquee>", "<x-y>x</x-y>", "<!-- x --><script></script>"),
        *('<p accesskey="x">x</p>', '<p slot="x">x</p>', '<p is="x-y">x</p>', '<p tabindex="0">x</p>'),
        *('<a name="x">x</a>', '<p id="__config">x</p>', '<p id="a b">x</p>', '<a target="x" href="other/">x</a>'),
        *('<a href="http://elsewhere.example/">x</a>', '<a href="//elsewhere.example/">x</a>'),
        *('<a href="\\\\elsewhere.example/">x</a>', '<a href="/\\elsewhere.example/">x</a>'),
        *('<a href=" other/">x</a>', '<a href="oth\ter/">x</a>', '<a href="java\nscript:x()">x</a>'),
        *('<a href="\x01javascript:x()">x</a>', '<a href="mailto:someone@site.example">x</a>'),
        *('<a href="https://user@elsewhere.example/">x</a>', '<a href="https://1.2.3.4:80/">x</a>'),
        *('<a href="https://еxample.com/">x</a>', '<a href="https://localhost/">x</a>'),
        '<svg><path fill="url(//elsewhere.example/#a)"/></svg>',
        '<svg><path fill="\\75rl(#a)"/></svg>',
        '<svg><path clip-path="url(other.svg#a)"/></svg>',
        '<svg><use href="other.svg#a"/></svg>',
        "<svg><style>p{}</style></svg>",
        '<math><maction actiontype="x">x</maction></math>',
        '<math><annotation-xml encoding="text/html">x</annotation-xml></math>',
    ],
)
def test_nothing_else_belongs_in_an_article(tmp_path: Path, body: str) -> None:
    assert flaws(tmp_path, body, ARTICLE)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<title>T</title>", "", "no title"),
        ('content="d"', 'content=""', "no description"),
        (' lang="en"', "", "no language"),
    ],
)
def test_incomplete_page(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert flaws(tmp_path, "", PAGE.replace(old, new)) == [message]


def test_site_below_a_path(tmp_path: Path) -> None:
    assert flaws(tmp_path, '<a href="/words/other/">x</a>', origin="https://site.example/words/") == []
    assert flaws(tmp_path, '<a href="/other/">x</a>', origin="https://site.example/words/") == [
        "a link out of the site: /other/"
    ]


def test_a_link_upwards_leads_elsewhere_from_another_depth(tmp_path: Path) -> None:
    pages = {
        "index.html": "../a/",
        "a/index.html": "../b/#here",
        "b/index.html": "../b/#here",
        "b/c/index.html": "../b/#here",
        "b/d/index.html": "../c/",
    }
    for path, address in pages.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        body = f'<p id="{"here" if path == "b/index.html" else "there"}"><a href="{address}">x</a>'
        (tmp_path / path).write_text(PAGE.format(body), "utf-8")
    assert [str(flaw) for flaw in check_site(tmp_path, "https://site.example/").flaws] == [
        "b/c/index.html: a dead link: ../b/#here"
    ]
    below = [str(flaw) for flaw in check_site(tmp_path, "https://site.example/words/").flaws]
    assert below == ["b/c/index.html: a dead link: ../b/#here", "index.html: a link out of the site: ../a/"]
