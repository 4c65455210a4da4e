"""Rules about Chinese typography: AutoCorrect and OpenCC judge, and most of what they find has one right answer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import autocorrect_py
import opencc

from lexicon.diagnostics import Fault
from lexicon.languages import PLACEHOLDER, Glyph, corrections
from lexicon.rules.base import Context, phrases, rule
from lexicon.tex import PHRASE_MATH
from lexicon.text import HAN, HAN_RUN, Edit, Kind, Span, is_latin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lexicon.glossary import Glossary, Text
    from lexicon.text import Piece, Prose, Source, YamlScalar

_UNKNOWN = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What stands for a text that is written otherwise than it reads, such as `&amp;`: nothing is known beside it."""
_NESTED = (Kind.LINK, Kind.EMPHASIS, Kind.STRONG, Kind.STRIKETHROUGH)
_INLINE = (Kind.TEXT, Kind.MATH, Kind.CODE, Kind.SOFT_BREAK)
_NOT_PROSE = (Kind.CODE_BLOCK, Kind.HEADING, Kind.IMAGE)
_OF_NAMES = frozenset("昇")
"""Characters that OpenCC simplifies, and that official names keep (昇腾, 昇思)."""
_SIMPLIFIER = opencc.OpenCC("t2s")
_IDEOGRAPHIC_SPACE = re.compile("\u3000+")
_FULL_WIDTH = dict(zip(",;:!?.()", "，；：！？。（）", strict=True))
_SUSPECT = re.compile(r"[,;:!?.()\"'’]")
# Beside Chinese these are never right, and AutoCorrect leaves some of them: behind brackets, before Latin words.
_HALF_WIDTH = re.compile(
    rf"(?<=[{HAN}）》”】])[,;!?](?!\d)"
    rf"|[,;] ?(?=[{HAN}（《“])"
    rf"|(?<=[{HAN}])\("
)
_DOUBLED = re.compile(r"([，。、；：])\s*[，。、；：！？]|[！？]{3,}|[！？][，。、；：]|…{3,}|。{2,}")
_STRAIGHT = re.compile(rf"\"|(?<=[{HAN}])'|(?<![A-Za-z0-9])'(?=[{HAN}])")


Found = tuple[str, Fault]
"""A fault with the name of its rule."""


class _Run:
    """A stretch of text that reads as one line: `flat` are its characters, `places` where each of them stands.

    It is a part of `prose`, or a scalar of YAML; `exact` unless that is written otherwise than it reads.
    """

    def __init__(self, source: Source, prose: Prose | None = None, exact: bool = True) -> None:
        self.source, self.prose, self.exact = source, prose, exact
        self.characters: list[str] = []
        self.places: list[range] = []

    def text(self, start: int, text: str) -> None:
        self.characters.append(text)
        self.places.append(range(start, start + len(text)))

    def thing(self, start: int, end: int, sign: str = PLACEHOLDER) -> None:
        self.characters.append(sign)
        self.places.append(range(start, end))

    def span(self, start: int, end: int) -> Span:
        """Where some characters of `flat` stand."""
        first, last = self.place(start), self.place(end - 1)
        return self.source.span(first.start, max(first.stop, last.stop))

    def place(self, index: int) -> range:
        for text, place in zip(self.characters, self.places, strict=True):
            if index < len(text):
                return place[index : index + 1] if len(place) == len(text) else place
            index -= len(text)
        raise IndexError(index)

    @property
    def flat(self) -> str:
        return "".join(self.characters)

    @property
    def glyphs(self) -> list[Glyph]:
        """Character by character, for corrections; only made for what is suspicious."""
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
        """The place for a space between two glyphs: outside of emphasis and links that begin or end between them."""
        nests = [piece.span for piece in self.prose.of(*_NESTED)] if self.prose else []
        places = range(left.span.end, right.span.start + 1)
        at = min(places, key=lambda at: sum(nest.start < at < nest.end for nest in nests))
        return Span(self.source, at, at)


def _runs(glossary: Glossary) -> Iterator[_Run]:
    """All Chinese of the glossary: names, phrases of formulas, prose."""
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
    """What is printed: not `spellings` and `covers`, which are what others write."""
    reasons = (wrong.reason for wrong in text.avoid)
    for name in (text.name, *text.aliases, *reasons):
        at = name.span.text.find(name.value)
        if name.value and at != -1:
            run = _Run(name.span.source)
            run.text(name.span.start + at, name.value)
            yield run


def _phrase(scalar: YamlScalar) -> _Run:
    first, at = scalar.span.text.find(scalar.value), 0
    run = _Run(scalar.span.source, exact=first != -1)
    start = scalar.span.start + max(0, first)
    for match in PHRASE_MATH.finditer(scalar.value):
        run.text(start + at, scalar.value[at : match.start()])
        run.thing(start + match.start(), start + match.end())
        at = match.end()
    run.text(start + at, scalar.value[at:])
    return run


def _prose(prose: Prose) -> Iterator[_Run]:
    """A run for every paragraph, item and cell."""
    run = _Run(prose.span.source, prose)
    for piece in prose.pieces:
        if piece.kind in _NESTED:
            continue
        inline = piece.kind in _INLINE and piece.within.isdisjoint(_NOT_PROSE)
        if run.places and (not inline or _next_cell(run, piece)):
            yield run
            run = _Run(prose.span.source, prose)
        if inline:
            _add(run, piece)
    yield run


def _next_cell(run: _Run, piece: Piece) -> bool:
    return Kind.TABLE in piece.within and "|" in run.source.text[run.places[-1].stop : piece.span.start]


def _add(run: _Run, piece: Piece) -> None:
    is_address = Kind.LINK in piece.within and piece.value.startswith(("https:", "http:", "mailto:"))
    if piece.kind is Kind.SOFT_BREAK:
        run.thing(piece.span.start, piece.span.end, "\n")
    elif piece.kind is Kind.TEXT and not is_address:
        if piece.value == piece.span.text:
            run.text(piece.span.start, piece.value)
        else:
            run.thing(piece.span.start, piece.span.end, _UNKNOWN)
    else:
        run.thing(piece.span.start, piece.span.end)


def _verdicts(context: Context) -> dict[str, list[Fault]]:
    """All faults by rule: AutoCorrect and OpenCC see every run once."""
    found: dict[str, list[Fault]] = {}
    for run in _runs(context.glossary):
        flat = run.flat
        if HAN_RUN.search(flat):
            for name, fault in _judged(run, flat):
                found.setdefault(name, []).append(fault)
    return found


def _judged(run: _Run, flat: str) -> Iterator[Found]:
    yield from _traditional(run, flat)
    for match in _DOUBLED.finditer(flat):
        help = "keep one of them"
        yield (
            "doubled-punctuation",
            Fault(run.span(match.start(), match.end()), f"`{match[0]}` doubles a mark", help=help),
        )
    for match in _IDEOGRAPHIC_SPACE.finditer(flat):
        place = run.span(match.start(), match.end())
        help = "remove it; paragraphs are indented by the site"
        between_words = is_latin(flat[match.start() - 1 : match.start()]) and is_latin(flat[match.end() :][:1])
        fix = () if between_words or not run.exact else (Edit(place, ""),)
        yield "stray-space", Fault(place, "an ideographic space", help=help, fix=fix)
    if _SUSPECT.search(flat) or autocorrect_py.format(flat) != flat:
        yield from _repairable(run, flat)


def _traditional(run: _Run, flat: str) -> Iterator[Found]:
    """One fault for a word or clause, however many of its characters are traditional."""
    simplified = _SIMPLIFIER.convert(flat)
    if simplified == flat or len(simplified) != len(flat):
        return
    for clause in HAN_RUN.finditer(flat):
        wrong = [at for at in range(*clause.span()) if flat[at] != simplified[at] and flat[at] not in _OF_NAMES]
        if wrong:
            start, end = wrong[0], wrong[-1] + 1
            message = f"`{flat[start:end]}` is written in traditional characters"
            fault = Fault(run.span(start, end), message, help=f"write `{simplified[start:end]}`")
            yield "traditional-character", fault


def _repairable(run: _Run, flat: str) -> Iterator[Found]:
    """What has one right answer, and what is left to the author because there are several ways."""
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
    for match in _HALF_WIDTH.finditer(flat):
        span = run.span(match.start(), match.start() + 1)
        if span.start not in seen:
            yield "half-width-punctuation", _half_width(span, _FULL_WIDTH[flat[match.start()]])
    quotes = [run.span(match.start(), match.end()) for match in _STRAIGHT.finditer(flat)]
    for span in quotes[::2]:
        if span.start not in seen:
            yield "straight-quote", Fault(span, "a straight quotation mark in Chinese text", help="write “…”")


def _joined(groups: Iterable[tuple[Edit, ...]]) -> list[tuple[Edit, ...]]:
    """Corrections in their order; full-width letters that stand together are one mistake."""
    found: list[tuple[Edit, ...]] = []
    for edits in sorted(groups, key=lambda edits: edits[0].span.start):
        last, edit = found[-1][-1] if found else None, edits[0]
        if last and last.span.end == edit.span.start and last.text.isalnum() and edit.text.isalnum():
            whole = Span(edit.span.source, last.span.start, edit.span.end)
            found[-1] = (Edit(whole, last.text + edit.text),)
        else:
            found.append(edits)
    return found


def _missing_space(source: Source, left: Glyph, right: Glyph) -> Found:
    other = source.text[right.span.start] if left.is_han else source.text[left.span.end - 1]
    what = "a formula" if other == "$" else "code" if other == "`" else "a number" if other.isdigit() else "Latin text"
    place = source.span(left.span.end - 1, right.span.start + 1)
    return "missing-space", Fault(place, f"no space between Chinese and {what}", help="put a space between them")


def _as_fault(span: Span, right: str) -> Found:
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


@rule(alone=True, fixable=True)
def half_width_punctuation(context: Context) -> Iterator[Fault]:
    """Punctuation in Chinese text must be full-width, and so must brackets right behind or around Chinese.

    Bad:
        梯度指向上坡,下降类方法要减去它.
    Good:
        梯度指向上坡，下降类方法要减去它。
    """
    yield from context.once(_verdicts).get("half-width-punctuation", ())


@rule(alone=True, fixable=True)
def missing_space(context: Context) -> Iterator[Fault]:
    """Between Chinese and Latin letters, digits, formulas or code there must be a space.

    Not beside full-width punctuation.

    Bad:
        用softmax函数把$z$变成3个概率
    Good:
        用 softmax 函数把 $z$ 变成 3 个概率
    """
    yield from context.once(_verdicts).get("missing-space", ())


@rule(alone=True, fixable=True)
def stray_space(context: Context) -> Iterator[Fault]:
    """Beside full-width punctuation there must be no space.

    Bad:
        梯度 ，即斜率
    Good:
        梯度，即斜率
    """
    yield from context.once(_verdicts).get("stray-space", ())


@rule(alone=True, fixable=True)
def full_width_letter(context: Context) -> Iterator[Fault]:
    """Latin letters and digits must be half-width.

    Bad:
        ＲｅＬＵ 函数
    Good:
        ReLU 函数
    """
    yield from context.once(_verdicts).get("full-width-letter", ())


@rule(alone=True)
def doubled_punctuation(context: Context) -> Iterator[Fault]:
    """A mark of Chinese punctuation must stand once.

    An ellipsis (……), a dash (——) and ？！ are marks of their own.

    Bad:
        梯度指向上坡。。
    Good:
        梯度指向上坡。
    """
    yield from context.once(_verdicts).get("doubled-punctuation", ())


@rule(alone=True, fixable=True)
def straight_quote(context: Context) -> Iterator[Fault]:
    """Chinese text must use curved quotation marks.

    Bad:
        所谓"梯度"
    Good:
        所谓“梯度”
    """
    yield from context.once(_verdicts).get("straight-quote", ())


@rule(alone=True)
def traditional_character(context: Context) -> Iterator[Fault]:
    """Simplified Chinese text must have no traditional characters.

    Bad:
        隱藏層
    Good:
        隐藏层
    """
    yield from context.once(_verdicts).get("traditional-character", ())
