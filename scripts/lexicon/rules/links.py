"""Rules about links between terms and to other sites."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from lexicon.diagnostics import Fault, Note, Severity
from lexicon.glossary import SLUG, drawn_id, figure_id, formula_id, is_reserved_id
from lexicon.links import term_link
from lexicon.rules.base import Context, elements, rule, texts, texts_of_terms
from lexicon.rules.names import ambiguous_words
from lexicon.text import Edit, Kind, YamlMapping, add_item, name_key, nearest, parse_yaml, yaml_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lexicon.glossary import Glossary, Term, Text
    from lexicon.text import MarkdownElement, Span, Spanned

_DRAWN_ID = re.compile(r' id="([^"]+)"')
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_FAILED_LINK = re.compile(r"\](?:\(|\[)")


def _links(glossary: Glossary) -> Iterator[tuple[Term, Text, MarkdownElement]]:
    for term, text in texts_of_terms(glossary):
        for element in text.summary.links:
            yield term, text, element


def _is_external(address: str) -> bool:
    return bool(_SCHEME.match(address)) or address.startswith("//")


class _SlugGuesser:
    """Suggests a slug for one that no term has."""

    def __init__(self, glossary: Glossary) -> None:
        self.slugs = glossary.folders
        self.former = {
            old.value: (term.slug, old.span) for term in glossary.terms.values() for old in term.former_slugs
        }
        self.names: dict[str, tuple[str, Span]] = {}
        for term, text in texts_of_terms(glossary):
            for name in (*text.names, *term.abbreviations):
                self.names.setdefault(name_key(name.value), (term.slug, name.span))

    def __call__(self, slug: str) -> tuple[str | None, Note | None]:
        """The suggested slug or None, and a note with the name or former slug that it was found by."""
        if slug in self.former:
            right, span = self.former[slug]
            return right, Note(span, f"`{right}` was called so before")
        if name_key(slug) in self.names:
            right, span = self.names[name_key(slug)]
            return right, Note(span, f"another name of `{right}`")
        return nearest(slug, self.slugs), None


@rule()
def dead_link(context: Context) -> Iterator[Fault]:
    """A relative link must lead to the file of an existing term, under the term's present slug.

    Bad:
        Scores pass through a [softmax](../sofmax/en.md).
    Good:
        Scores pass through a [softmax](../softmax/en.md).
    """
    guess: _SlugGuesser | None = None
    for _, text, element in _links(context.glossary):
        if _is_external(element.target):
            continue
        link = term_link(element.target)
        if link is None:
            help = f"link to a term as ../its-slug/{text.language}.md"
            yield Fault(element.value_span, f"`{element.target}` is not the address of a term", help=help)
        elif link[0] not in context.glossary.folders:
            guess = guess or _SlugGuesser(context.glossary)
            meant, note = guess(link[0])
            help = f"did you mean `../{meant}/{text.language}.md`?" if meant else ""
            yield Fault(
                element.value_span,
                f"there is no term `{link[0]}`",
                label="no such folder under glossary/",
                help=help,
                note=note,
            )


@rule(per_term=True)
def broken_link(context: Context) -> Iterator[Fault]:
    """A link must be written `[words](address)`, without spaces in the address.

    Bad:
        [the slope](../gradient descent/en.md), [the slope][gradient]
    Good:
        [the slope](../gradient-descent/en.md)
    """
    for text in texts(context.glossary):
        for element in elements(text, Kind.TEXT):
            if match := _FAILED_LINK.search(element.span.text):
                place = element.span.part(match.start(), match.end())
                yield Fault(
                    place,
                    "a link that does not become one",
                    label="neither an address nor a mark",
                    help="write [words](address)",
                )


@rule(per_term=True)
def empty_link(context: Context) -> Iterator[Fault]:
    """A link must have words to click on.

    Bad:
        [](../gradient/en.md)
    Good:
        [the slope](../gradient/en.md)
    """
    for _, _, element in _links(context.glossary):
        if re.match(r"\[\s*\]", element.span.text):
            yield Fault(element.span, "a link without words", help="write the words between the square brackets")


@rule(fixable=True)
def foreign_language_link(context: Context) -> Iterator[Fault]:
    """A link to a term must lead to its text in the same language.

    Bad:
        glossary/attention/zh.md  [softmax 函数](../softmax/en.md)
    Good:
        glossary/attention/zh.md  [softmax 函数](../softmax/zh.md)
    """
    for _, text, element in _links(context.glossary):
        link = term_link(element.target)
        if link and link[0] in context.glossary.folders and link[1] != text.language:
            right = f"../{link[0]}/{text.language}.md"
            fix = (Edit(element.value_span, right),) if element.value_span.text == element.target else ()
            message = "the link leads to a text in another language"
            yield Fault(element.value_span, message, help=f"write `{right}`", fix=fix)


@rule(per_term=True)
def self_link(context: Context) -> Iterator[Fault]:
    """A term must not link to itself.

    Bad:
        glossary/softmax/en.md  The [softmax](../softmax/en.md) of a vector …
    Good:
        glossary/softmax/en.md  The softmax of a vector …
    """
    for term, text, element in _links(context.glossary):
        link = term_link(element.target)
        if link and link == (term.slug, text.language):
            yield Fault(element.span, "the term links to itself", help="keep the words, remove the link")


@rule(per_term=True)
def unsafe_link(context: Context) -> Iterator[Fault]:
    """A link to another site must begin with https://.

    Bad:
        [the paper](http://example.org/paper.pdf), [the paper](javascript:alert(1))
    Good:
        [the paper](https://doi.org/10.1038/323533a0)
    """
    for _, _, element in _links(context.glossary):
        if not _is_external(element.target) or element.target.startswith("https://"):
            continue
        if element.target.startswith("http://"):
            help = f"write `https://{element.target[7:]}`, if it answers there"
            yield Fault(element.value_span, "an address without encryption", help=help)
        else:
            yield Fault(
                element.value_span,
                f"`{element.target[:40]}` is not an https address",
                help="link with https://, or not at all",
            )


@rule()
def ambiguous_link(context: Context) -> Iterator[Fault]:
    """A word that has several readings must not become a link by itself, except to the term it belongs to.

    Bad:
        Transformers are trained on …   (the models, or the library of that name?)
    Good:
        [Transformers](../transformer/en.md) are trained on …
    """
    for language, by_slug in context.links.items():
        words = ambiguous_words(context.glossary, language)
        for links in by_slug.values() if words else ():
            for link in links:
                word = words.get(name_key(link.span.text))
                if word and not (word.default and word.default.value == link.slug):
                    message = f"`{link.span.text}` has several readings, and would become a link to `{link.slug}`"
                    written = f"[{link.span.text}](../{link.slug}/{language}.md)"
                    help = f"write `{written}` if that is meant, or qualify the word"
                    yield Fault(link.span, message, help=help, note=Note(word.word.span, "its readings"))


@rule()
def unknown_term(context: Context) -> Iterator[Fault]:
    """`related` and `needs` must name existing terms, and not the term itself.

    Bad:
        related: [gradient-decent]
    Good:
        related: [gradient-descent]
    """
    guess: _SlugGuesser | None = None
    for term in context.glossary.terms.values():
        for word in (*term.needs, *term.related):
            if word.value == term.slug:
                yield Fault(word.span, f"`{term.slug}` names itself", help="remove it")
            elif word.value not in context.glossary.folders:
                guess = guess or _SlugGuesser(context.glossary)
                meant, note = guess(word.value)
                help = f"did you mean `{meant}`?" if meant else ""
                message = f"there is no term `{word.value}`"
                yield Fault(word.span, message, label="no such folder under glossary/", help=help, note=note)


@rule(Severity.WARNING, fixable=True)
def one_sided_related(context: Context) -> Iterator[Fault]:
    """`related` must be mutual, unless one of the two terms needs the other.

    Bad:
        glossary/dropout/term.yml  related: [overfitting]
        glossary/overfitting/term.yml  related: []
    Good:
        glossary/dropout/term.yml  related: [overfitting]
        glossary/overfitting/term.yml  related: [dropout]
    """
    terms, faulty = context.glossary.terms, context.glossary.faulty_terms
    for term in terms.values():
        for word in term.related:
            other = terms.get(word.value)
            if other is None or other is term or other.slug in faulty or _has_unknown(context, other.related):
                continue
            connected = {named.value for named in (*other.related, *other.needs)}
            if term.slug not in connected and other.slug not in {need.value for need in term.needs}:
                message = f"`{other.slug}` does not name `{term.slug}` in turn"
                help = f"run `lexicon fix`, or add it to `related` in {other.source.path}"
                yield Fault(word.span, message, help=help, fix=_other_side(context, other, term.slug))


def _other_side(context: Context, other: Term, slug: str) -> tuple[Edit, ...]:
    root = parse_yaml(other.source)
    order = [field.name for field in context.glossary.schema.fields["term"]]
    return (add_item(root, order, "related", yaml_string(slug)),) if isinstance(root, YamlMapping) else ()


def _has_unknown(context: Context, words: Iterable[Spanned[str]]) -> bool:
    """Whether a list of slugs contains an unknown one, which may be a misspelling of the missing one."""
    return any(word.value not in context.glossary.folders for word in words)


@rule(Severity.WARNING)
def orphan_term(context: Context) -> Iterator[Fault]:
    """A term must be mentioned, needed or named as related by another.

    Nobody finds it otherwise, except by search.

    Bad:
        glossary/curvature/, which no other term mentions
    Good:
        glossary/newton-method/en.md  … divides by the curvature …
    """
    if context.glossary.faulty_terms or len(context.glossary.terms) < 2:
        return
    related = {
        word.value for term in context.glossary.terms.values() for word in term.related if word.value != term.slug
    }
    for term in context.glossary.terms.values():
        text = term.texts.get(context.glossary.schema.source_language.id)
        if text and term.slug not in related and not context.graph.referenced_by[term.slug]:
            help = "mention it where it helps, or name it in `related` of a neighbour"
            yield Fault(text.name.span, f"no other term leads to `{term.slug}`", help=help)


@rule()
def circular_needs(context: Context) -> Iterator[Fault]:
    """`needs` must not lead back to the term itself.

    Bad:
        glossary/layer/term.yml   needs: [neuron]
        glossary/neuron/term.yml  needs: [layer]
    Good:
        glossary/layer/term.yml   needs: [neuron]
    """
    terms = context.glossary.terms
    reported: set[frozenset[str]] = set()
    for slug in _behind_cycles(terms):
        for need in terms[slug].needs:
            path = _shortest_path(terms, need.value, slug) if need.value != slug else None
            if path and frozenset(path) not in reported:
                reported.add(frozenset(path))
                way = "one of these must not need the next: " + " → ".join([slug, *path])
                yield Fault(
                    need.span, f"`{slug}` would have to be understood before itself", label="closes a circle", help=way
                )


def _behind_cycles(terms: Mapping[str, Term]) -> list[str]:
    """The terms in cycles of needs, or that depend on such terms: those that Kahn's algorithm does not reach."""
    waiting = {slug: {need.value for need in term.needs} & terms.keys() for slug, term in terms.items()}
    users: dict[str, list[str]] = {slug: [] for slug in terms}
    for slug, needs in waiting.items():
        for need in needs:
            users[need].append(slug)
    ready = [slug for slug, needs in waiting.items() if not needs]
    for slug in ready:
        for user in users[slug]:
            waiting[user].discard(slug)
            if not waiting[user]:
                ready.append(user)
    return [slug for slug, needs in waiting.items() if needs]


def _shortest_path(terms: Mapping[str, Term], start: str, goal: str) -> list[str] | None:
    """The shortest chain of needs from `start` to `goal`, both included, by breadth-first search; None if none."""
    ways, seen = deque([[start]]), {start}
    while ways:
        way = ways.popleft()
        if way[-1] == goal:
            return way
        term = terms.get(way[-1])
        for need in term.needs if term else ():
            if need.value not in seen:
                seen.add(need.value)
                ways.append([*way, need.value])
    return None


@rule()
def taken_slug(context: Context) -> Iterator[Fault]:
    """A former slug must not be the slug of a term today, nor belong to two terms.

    Bad:
        glossary/recall/term.yml  former_slugs: [precision]   (while glossary/precision/ exists)
    Good:
        glossary/recall/term.yml  former_slugs: [sensitivity]
    """
    owner: dict[str, tuple[str, Span]] = {}
    for term in context.glossary.terms.values():
        for former in term.former_slugs:
            slug, span = owner.setdefault(former.value, (term.slug, former.span))
            if former.value in context.glossary.folders:
                yield Fault(former.span, f"`{former.value}` is a term today", help="remove it: its address is in use")
            elif slug != term.slug:
                message = f"`{former.value}` already redirects to `{slug}`"
                yield Fault(
                    former.span,
                    message,
                    label="named again here",
                    help="keep one of the two",
                    note=Note(span, "first named here"),
                )


@rule()
def misshapen_former_slug(context: Context) -> Iterator[Fault]:
    """A former slug must be a slug: lower-case letters and digits joined by single hyphens.

    Bad:
        former_slugs: [../index]
    Good:
        former_slugs: [steepest-descent]
    """
    for term in context.glossary.terms.values():
        for former in term.former_slugs:
            if not SLUG.match(former.value):
                help = "write it as the folder was called"
                yield Fault(former.span, f"`{former.value}` is not a slug", label="becomes an address", help=help)


@rule()
def reserved_id(context: Context) -> Iterator[Fault]:
    """A slug or an id must be the only one of its kind on every page that shows it.

    Pages have ids of their own for headings (`a-z`, `home`, `letter-v`) and for the sections of `glossary/schema.yml`;
    `index` is the page of a folder. An alias that is one of them is allowed, and has no anchor.

    Bad:
        glossary/home/term.yml
    Good:
        glossary/home-assistant/term.yml
    """
    sections = {section.id for section in context.glossary.schema.sections}
    for term in context.glossary.terms.values():
        for slug, span in [(term.slug, term.source.span(0)), *((old.value, old.span) for old in term.former_slugs)]:
            if is_reserved_id(slug) or slug in sections:
                message = f"`{slug}` is an anchor or a page of the site itself"
                yield Fault(span, message, help="qualify it: two words are seldom taken")
        yield from _repeated_ids(term)


def _repeated_ids(term: Term) -> Iterator[Fault]:
    """The figures and formulas of a term whose ids collide with those of other elements of its page."""
    taken = {term.slug, *(section.id for text in term.texts.values() for section in text.sections if section.id)}
    for name in {formula.id.value: formula.id for formula in term.formulas}.values():
        yield from _repeated(name, {formula_id(name.value)}, taken)
    for name in {figure.id.value: figure.id for figure in term.figures}.values():
        drawn = {
            found
            for file, source in term.drawings.items()
            if file.startswith(f"{name.value}.")
            for found in _DRAWN_ID.findall(source.text)
            if found.startswith(drawn_id(term.slug, name.value))
        }
        yield from _repeated(name, {figure_id(name.value), *drawn}, taken)


def _repeated(name: Spanned[str], ids: set[str], taken: set[str]) -> Iterator[Fault]:
    if both := sorted(ids & taken):
        help = "rename it, and draw figures anew: `make figures`"
        yield Fault(name.span, f"the page of the term has `{both[0]}` already", help=help)
    taken |= ids
