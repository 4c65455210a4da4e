"""Rules about Chinese typography, based on AutoCorrect and OpenCC."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import autocorrect_py
import opencc

from lexicon.diagnostics import Fault
from lexicon.languages import PLACEHOLDER, Glyph, corrections
from lexicon.rules.base import Context, phrases, rule
from lexicon.tex import PHRASE_MATH
from lexicon.text import HAN, HAN_RUN, Edit, Kind, Span, is_latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lexicon.glossary import Glossary, Text
    from lexicon.text import MarkdownElement, Prose, Source, YamlScalar

_UNKNOWN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""The placeholder for text with escapes such as `&amp;`; no rule judges its neighbours."""
_NESTED = (Kind.LINK, Kind.EMPHASIS, Kind.STRONG, Kind.STRIKETHROUGH)
_INLINE = (Kind.TEXT, Kind.MATH, Kind.CODE, Kind.SOFT_BREAK)
_NOT_PROSE = (Kind.CODE_BLOCK, Kind.HEADING, Kind.IMAGE)
_OF_NAMES = frozenset("昇")
"""Characters that OpenCC simplifies, and that official names keep (昇腾, 昇思)."""
_SIMPLIFIER = opencc.OpenCC("t2s")
_IDEOGRAPHIC_SPACE = re.compile("\u3000+")
_FULL_WIDTH = dict(zip(",;:!?.()", "，；：！？。（）", strict=True))
_SUSPECT = re.compile(r"[,;:!?.()\"'’]")
# Always wrong beside Chinese, but AutoCorrect keeps some of them: after brackets, before Latin words.
_HALF_WIDTH = re.compile(
    rf"(?<=[{HAN}）》”】])[,;!?](?!\d)"
    rf"|[,;] ?(?=[{HAN}（《“])"
    rf"|(?<=[{HAN}])\("
)
_DOUBLED = re.compile(r"([，。、；：])\s*[，。、；：！？]|[！？]{3,}|[！？][，。、；：]|…{3,}|。{2,}")
_STRAIGHT = re.compile(rf"\"|(?<=[{HAN}])'|(?<![A-Za-z0-9])'(?=[{HAN}])")


RuleFault = tuple[str, Fault]
"""The name of a rule, and a fault."""


class _Nests:
    """The emphasis and the links of a prose, which can be nested."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose

    @cached_property
    def ends(self) -> tuple[list[int], list[int]]:
        """The sorted start offsets, and the sorted end offsets."""
        spans = [element.span for element in self.prose.of(*_NESTED)]
        return sorted(span.start for span in spans), sorted(span.end for span in spans)

    def depth(self, at: int) -> int:
        """The number of them around a source offset."""
        starts, ends = self.ends
        return bisect_left(starts, at) - bisect_right(ends, at)


class _Run:
    """A run of text, which `line` has on one line, with the source offsets of its characters.

    The run is part of a prose with `nests`, or a YAML scalar if that is None. It is not `exact` if escapes or folding
    in the scalar prevent edits of single characters.
    """

    def __init__(self, source: Source, nests: _Nests | None = None, exact: bool = True) -> None:
        self.source, self.nests, self.exact = source, nests, exact
        self.characters: list[str] = []
        self.places: list[range] = []
        self.starts: list[int] = []
        self.length = 0

    def add_text(self, start: int, text: str) -> None:
        """Append text that starts at a source offset."""
        self._add(text, range(start, start + len(text)))

    def add_opaque(self, start: int, end: int, sign: str = PLACEHOLDER) -> None:
        """Append a placeholder for the source range `start` to `end` (exclusive)."""
        self._add(sign, range(start, end))

    def _add(self, text: str, place: range) -> None:
        self.characters.append(text)
        self.places.append(place)
        self.starts.append(self.length)
        self.length += len(text)

    def span(self, start: int, end: int) -> Span:
        """The span of the characters `start` to `end` (exclusive) of `line`."""
        first, last = self.place(start), self.place(end - 1)
        return self.source.span(first.start, max(first.stop, last.stop))

    def place(self, index: int) -> range:
        """The source range of the character at a 0-based index of `line`."""
        part = bisect_right(self.starts, index) - 1
        text, place, index = self.characters[part], self.places[part], index - self.starts[part]
        return place[index : index + 1] if len(place) == len(text) else place

    @property
    def line(self) -> str:
        """The text of the run, with placeholders."""
        return "".join(self.characters)

    @property
    def glyphs(self) -> list[Glyph]:
        """The glyphs of the run, created for runs with possible faults only."""
        found: list[Glyph] = []
        for text, place in zip(self.characters, self.places, strict=True):
            if len(place) == len(text) and text != "\n":
                found += [
                    Glyph(sign, Span(self.source, at, at + 1), opaque=self.source.text[at - 1 : at] == "\\")
                    for sign, at in zip(text, place, strict=True)
                ]
            else:
                found.append(Glyph(text, Span(self.source, place.start, place.stop), opaque=True))
        return found

    def gap(self, left: Glyph, right: Glyph) -> Span:
        """The span for inserting a space between two glyphs, outside of emphasis and links that start or end there."""
        places = range(left.span.end, right.span.start + 1)
        at = min(places, key=self.nests.depth) if self.nests else places[0]
        return Span(self.source, at, at)


def _runs(glossary: Glossary) -> Iterator[_Run]:
    """All runs of Chinese text in the glossary: names, phrases and prose."""
    for language in glossary.schema.languages:
        if not language.locale.has_chinese_typography:
            continue
        for term in glossary.terms.values():
            if text := term.texts.get(language.id):
                yield from _names(text)
                for part in text.parts:
                    yield from _prose(part.prose)
            yield from (_phrase(phrase[language.id]) for phrase in phrases(term) if language.id in phrase)


def _names(text: Text) -> Iterator[_Run]:
    """The runs of the names that pages show, which `spellings` and `covers` are not."""
    reasons = (avoided.reason for avoided in text.avoid)
    for name in (text.name, *text.aliases, *reasons):
        at = name.span.text.find(name.value)
        if name.value and at != -1:
            run = _Run(name.span.source)
            run.add_text(name.span.start + at, name.value)
            yield run


def _phrase(scalar: YamlScalar) -> _Run:
    first, at = scalar.span.text.find(scalar.value), 0
    run = _Run(scalar.span.source, exact=first != -1)
    start = scalar.span.start + max(0, first)
    for match in PHRASE_MATH.finditer(scalar.value):
        run.add_text(start + at, scalar.value[at : match.start()])
        run.add_opaque(start + match.start(), start + match.end())
        at = match.end()
    run.add_text(start + at, scalar.value[at:])
    return run


def _prose(prose: Prose) -> Iterator[_Run]:
    """The runs of prose: one per paragraph, list item and table cell."""
    nests = _Nests(prose)
    run = _Run(prose.span.source, nests)
    for element in prose.elements:
        if element.kind in _NESTED:
            continue
        inline = element.kind in _INLINE and element.within.isdisjoint(_NOT_PROSE)
        if run.places and (not inline or _next_cell(run, element)):
            yield run
            run = _Run(prose.span.source, nests)
        if inline:
            _add(run, element)
    yield run


def _next_cell(run: _Run, element: MarkdownElement) -> bool:
    return Kind.TABLE in element.within and "|" in run.source.text[run.places[-1].stop : element.span.start]


def _add(run: _Run, element: MarkdownElement) -> None:
    is_address = Kind.LINK in element.within and element.value.startswith(("https:", "http:", "mailto:"))
    if element.kind is Kind.SOFT_BREAK:
        run.add_opaque(element.span.start, element.span.end, "\n")
    elif element.kind is Kind.TEXT and not is_address:
        if element.value == element.span.text:
            run.add_text(element.span.start, element.value)
        else:
            run.add_opaque(element.span.start, element.span.end, _UNKNOWN)
    else:
        run.add_opaque(element.span.start, element.span.end)


def _faults_by_rule(context: Context) -> dict[str, list[Fault]]:
    """All typographical faults by rule name; AutoCorrect and OpenCC process each run once."""
    found: dict[str, list[Fault]] = {}
    for run in _runs(context.glossary):
        line = run.line
        if HAN_RUN.search(line):
            for name, fault in _faults_of_run(run, line):
                found.setdefault(name, []).append(fault)
    return found


def _faults_of_run(run: _Run, line: str) -> Iterator[RuleFault]:
    yield from _traditional(run, line)
    for match in _DOUBLED.finditer(line):
        help = "keep one of them"
        yield (
            "doubled-punctuation",
            Fault(run.span(match.start(), match.end()), f"`{match[0]}` doubles a mark", help=help),
        )
    for match in _IDEOGRAPHIC_SPACE.finditer(line):
        place = run.span(match.start(), match.end())
        help = "remove it; paragraphs are indented by the site"
        before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
        between_words = is_latin(before) and is_latin(after)
        fix = () if between_words or not run.exact else (Edit(place, ""),)
        yield "stray-space", Fault(place, "an ideographic space", help=help, fix=fix)
    if _SUSPECT.search(line) or autocorrect_py.format(line) != line:
        yield from _corrections(run, line)


def _traditional(run: _Run, line: str) -> Iterator[RuleFault]:
    """One fault per run of Chinese characters that contains traditional ones."""
    simplified = _SIMPLIFIER.convert(line)
    if simplified == line or len(simplified) != len(line):
        return
    for clause in HAN_RUN.finditer(line):
        positions = [at for at in range(*clause.span()) if line[at] != simplified[at] and line[at] not in _OF_NAMES]
        if positions:
            start, end = positions[0], positions[-1] + 1
            message = f"`{line[start:end]}` is written in traditional characters"
            fault = Fault(run.span(start, end), message, help=f"write `{simplified[start:end]}`")
            yield "traditional-character", fault


def _corrections(run: _Run, line: str) -> Iterator[RuleFault]:
    """The faults with exactly one correction, then those without a fix because several are possible."""
    gaps: dict[Span, tuple[Glyph, Glyph]] = {}

    def gap(left: Glyph, right: Glyph) -> Span:
        place = run.gap(left, right)
        gaps[place] = left, right
        return place

    seen: set[int] = set()
    for edits in _joined(corrections(run.glyphs, gap)):
        seen.update(edit.span.start for edit in edits)
        place, right = edits[0]
        rule, fault = _missing_space(run.source, *gaps[place]) if place in gaps else _as_fault(place, right)
        yield rule, replace(fault, fix=edits) if run.exact else fault
    for match in _HALF_WIDTH.finditer(line):
        span = run.span(match.start(), match.start() + 1)
        if span.start not in seen:
            yield "half-width-punctuation", _half_width(span, _FULL_WIDTH[line[match.start()]])
    quotes = [run.span(match.start(), match.end()) for match in _STRAIGHT.finditer(line)]
    for span in quotes[::2]:
        if span.start not in seen:
            yield "straight-quote", Fault(span, "a straight quotation mark in Chinese text", help="write “…”")


def _joined(groups: Iterable[tuple[Edit, ...]]) -> Iterator[tuple[Edit, ...]]:
    """The corrections in order; those of adjacent full-width letters are joined."""
    letters: list[Edit] = []
    for edits in sorted(groups, key=lambda edits: edits[0].span.start):
        is_letter = len(edits) == 1 and edits[0].text.isalnum()
        if letters and not (is_letter and letters[-1].span.end == edits[0].span.start):
            yield (_as_one(letters),)
            letters = []
        if is_letter:
            letters.append(edits[0])
        else:
            yield edits
    if letters:
        yield (_as_one(letters),)


def _as_one(edits: Sequence[Edit]) -> Edit:
    whole = Span(edits[0].span.source, edits[0].span.start, edits[-1].span.end)
    return Edit(whole, "".join(edit.text for edit in edits))


def _missing_space(source: Source, left: Glyph, right: Glyph) -> RuleFault:
    other = source.text[right.span.start] if left.is_han else source.text[left.span.end - 1]
    what = "a formula" if other == "$" else "code" if other == "`" else "a number" if other.isdigit() else "Latin text"
    place = source.span(left.span.end - 1, right.span.start + 1)
    return "missing-space", Fault(place, f"no space between Chinese and {what}", help="put a space between them")


def _as_fault(span: Span, right: str) -> RuleFault:
    if not right:
        return "stray-space", Fault(span, "a space beside a full-width mark", help="remove it")
    if right == "“":
        return "straight-quote", Fault(span, "a straight quotation mark in Chinese text", help="write “…”")
    if right.isalnum():
        return "full-width-letter", Fault(span, f"`{span.text}` is full-width", help=f"write `{right}`")
    return "half-width-punctuation", _half_width(span, right)


def _half_width(span: Span, right: str) -> Fault:
    help = "write `（…）`" if right == "（" else f"write `{right}`"
    return Fault(span, f"the half-width mark `{span.text}` in Chinese text", help=help)


@rule(per_term=True, fixable=True)
def half_width_punctuation(context: Context) -> Iterator[Fault]:
    """Punctuation in Chinese text must be full-width, and so must brackets right behind or around Chinese.

    Bad:
        梯度指向上坡,下降类方法要减去它.
    Good:
        梯度指向上坡，下降类方法要减去它。
    """
    yield from context.cached(_faults_by_rule).get("half-width-punctuation", ())


@rule(per_term=True, fixable=True)
def missing_space(context: Context) -> Iterator[Fault]:
    """Between Chinese and Latin letters, digits, formulas or code there must be a space.

    Not beside full-width punctuation.

    Bad:
        用softmax函数把$z$变成3个概率
    Good:
        用 softmax 函数把 $z$ 变成 3 个概率
    """
    yield from context.cached(_faults_by_rule).get("missing-space", ())


@rule(per_term=True, fixable=True)
def stray_space(context: Context) -> Iterator[Fault]:
    """Beside full-width punctuation there must be no space.

    Bad:
        梯度 ，即斜率
    Good:
        梯度，即斜率
    """
    yield from context.cached(_faults_by_rule).get("stray-space", ())


@rule(per_term=True, fixable=True)
def full_width_letter(context: Context) -> Iterator[Fault]:
    """Latin letters and digits must be half-width.

    Bad:
        ＲｅＬＵ 函数
    Good:
        ReLU 函数
    """
    yield from context.cached(_faults_by_rule).get("full-width-letter", ())


@rule(per_term=True)
def doubled_punctuation(context: Context) -> Iterator[Fault]:
    """A mark of Chinese punctuation must stand once.

    An ellipsis (……), a dash (——) and ？！ are marks of their own.

    Bad:
        梯度指向上坡。。
    Good:
        梯度指向上坡。
    """
    yield from context.cached(_faults_by_rule).get("doubled-punctuation", ())


@rule(per_term=True, fixable=True)
def straight_quote(context: Context) -> Iterator[Fault]:
    """Chinese text must use curved quotation marks.

    Bad:
        所谓"梯度"
    Good:
        所谓“梯度”
    """
    yield from context.cached(_faults_by_rule).get("straight-quote", ())


@rule(per_term=True)
def traditional_character(context: Context) -> Iterator[Fault]:
    """Simplified Chinese text must have no traditional characters.

    Bad:
        隱藏層
    Good:
        隐藏层
    """
    yield from context.cached(_faults_by_rule).get("traditional-character", ())
