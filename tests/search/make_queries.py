"""Make the queries that follow from the names of terms by rule: `python -m tests.search.make_queries > queries.tsv`.

Those written by hand stand in `by_hand.tsv` and are put behind them.
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

from tests.search import corpus, evaluate
from tests.search.evaluate import HEAD, Query

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = re.compile(r"[\u4e00-\u9fff]")
_ROW = dict[str, str]
CORE = ("0", "1")
SHARE = {True: 0.22, False: 0.035}
"""How many of the terms are asked for in each way: of those tiers, and of the others."""
SCARCE = ("definition", "part", "pinyin-mixed")
"""Kinds that few terms allow: all of these are asked."""


def queries(dice: random.Random) -> Iterator[Query]:
    rows = corpus.rows()
    names = [*_names(rows)]
    for row in rows:
        core = row["tier"] in CORE
        for kind, make in KINDS.items():
            if dice.random() < (1 if kind in SCARCE else SHARE[core]):
                for text in make(row, dice):
                    right = _right(text, kind, row, names)
                    language = dice.choice(["en", "zh"])
                    if kind == "definition":
                        language = "zh" if _HAN.search(text) else "en"
                    if right:
                        yield Query(text, language, kind, right)


def _names(rows: list[_ROW]) -> Iterator[tuple[str, str, bool]]:
    """Every name with its slug, and whether it is a term's own name."""
    for row in rows:
        for field in ("en", "zh"):
            yield row["slug"], row[field], True
        for field in ("en_aliases", "zh_aliases", "covers_en", "covers_zh"):
            for name in _list(row[field]):
                yield row["slug"], name, False


def _right(text: str, kind: str, row: _ROW, names: list[tuple[str, str, bool]]) -> tuple[str, ...]:
    """The terms that may come first: the one meant, and for a part of a name those it is a part of as well."""
    if kind not in ("prefix", "part", "chinese-part", "initials", "pinyin-begun"):
        return (row["slug"],)
    if kind == "pinyin-begun":
        same = {slug for slug, name, own in names if own and "".join(lazy_pinyin(name)).startswith(text)}
    elif kind == "initials":
        same = {slug for slug, name, _ in names if _HAN.search(name) and _initials(name) == text}
    elif kind == "prefix":
        same = {slug for slug, name, own in names if own and name.lower().startswith(text.lower())}
    else:
        same = {slug for slug, name, _ in names if text.lower() in name.lower()}
    if len(same) > 4:
        return ()
    return (row["slug"], *sorted(same - {row["slug"]}))


def _list(cell: str) -> list[str]:
    return [part for part in cell.split("; ") if part]


def _latin(row: _ROW) -> bool:
    return bool(re.fullmatch(r"[A-Za-z -]+", row["en"]))


def _abbreviations(row: _ROW) -> list[str]:
    return [name for name in _list(row["en_aliases"]) if re.fullmatch(r"[A-Z][A-Za-z]{0,4}[A-Z]", name)]


def _plural(row: _ROW, dice: random.Random) -> Iterator[str]:
    name = row["en"]
    if _latin(row) and not name.endswith(("s", "ing", "y", "h", "x")):
        yield name.lower() + "s"


def _aliases(row: _ROW, dice: random.Random) -> Iterator[str]:
    names = [name for name in _list(row["en_aliases"]) if len(name) > 5]
    if names:
        yield dice.choice(names)


def _chinese_aliases(row: _ROW, dice: random.Random) -> Iterator[str]:
    names = [name for name in _list(row["zh_aliases"]) if _HAN.search(name)]
    if names:
        yield dice.choice(names)


def _prefix(row: _ROW, dice: random.Random) -> Iterator[str]:
    name = row["en"]
    if len(name) > 7:
        yield name[: max(5, int(len(name) * 0.6))].strip().lower()


def _part(row: _ROW, dice: random.Random) -> Iterator[str]:
    words = row["en"].split()
    if len(words) > 2:
        yield " ".join(words[1:]).lower()


def _order(row: _ROW, dice: random.Random) -> Iterator[str]:
    words = row["en"].split()
    if len(words) > 1:
        yield " ".join(reversed(words)).lower()


def _chinese_part(row: _ROW, dice: random.Random) -> Iterator[str]:
    name = row["zh"]
    if len(name) > 3 and not re.search(r"[A-Za-z]", name):
        yield name[-max(2, len(name) - 2) :]


def _initials(name: str) -> str:
    return "".join(syllable[0].lower() for syllable in lazy_pinyin(name))


def _only_han(row: _ROW) -> bool:
    return all(_HAN.match(character) for character in row["zh"]) and len(row["zh"]) > 1


def _pinyin(row: _ROW, dice: random.Random) -> Iterator[str]:
    if _only_han(row):
        yield "".join(lazy_pinyin(row["zh"], v_to_u=False))


def _pinyin_spaced(row: _ROW, dice: random.Random) -> Iterator[str]:
    if _only_han(row):
        yield " ".join(lazy_pinyin(row["zh"]))


def _pinyin_tones(row: _ROW, dice: random.Random) -> Iterator[str]:
    if _only_han(row):
        yield dice.choice(["", " "]).join(lazy_pinyin(row["zh"], style=dice.choice([Style.TONE, Style.TONE3])))


def _pinyin_initials(row: _ROW, dice: random.Random) -> Iterator[str]:
    if _only_han(row) and len(row["zh"]) > 3:
        yield _initials(row["zh"])


def _mixed(row: _ROW, dice: random.Random) -> Iterator[str]:
    if re.search(r"[A-Za-z]", row["zh"]) and _HAN.search(row["zh"]):
        yield " ".join(lazy_pinyin(row["zh"])).lower()


def _pinyin_typo(row: _ROW, dice: random.Random) -> Iterator[str]:
    if _only_han(row) and len(row["zh"]) > 2:
        yield _error("".join(lazy_pinyin(row["zh"])), dice)


def _traditional(row: _ROW, dice: random.Random) -> Iterator[str]:
    old = OpenCC(dice.choice(["s2t", "s2tw", "s2hk"])).convert(row["zh"])
    if old != row["zh"]:
        yield old


def _typo(row: _ROW, dice: random.Random) -> Iterator[str]:
    if _latin(row) and len(row["en"]) > 4:
        yield _error(row["en"].lower(), dice)


def _two_typos(row: _ROW, dice: random.Random) -> Iterator[str]:
    if _latin(row) and len(row["en"]) > 9:
        yield _error(_error(row["en"].lower(), dice), dice)


def _error(word: str, dice: random.Random) -> str:
    """A word with one typing error."""
    at = dice.randrange(1, len(word) - 1)
    letter = dice.choice("abcdefghijklmnopqrstuvwxyz")
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at:]
    if kind == 2:
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _alias_typo(row: _ROW, dice: random.Random) -> Iterator[str]:
    names = [name.lower() for name in _list(row["en_aliases"]) if len(name) > 7 and re.fullmatch(r"[A-Za-z -]+", name)]
    if names:
        yield _error(dice.choice(names), dice)


def _order_typo(row: _ROW, dice: random.Random) -> Iterator[str]:
    words = row["en"].lower().split()
    if len(words) > 1 and _latin(row) and len(words[0]) > 4:
        yield " ".join([*words[1:], _error(words[0], dice)])


def _begun_typo(row: _ROW, dice: random.Random) -> Iterator[str]:
    """A name being typed, with an error in its beginning."""
    name = row["en"].lower()
    if _latin(row) and len(name) > 9:
        yield _error(name[: max(7, int(len(name) * 0.8))].strip(), dice)


def _pinyin_alias(row: _ROW, dice: random.Random) -> Iterator[str]:
    names = [name for name in _list(row["zh_aliases"]) if len(name) > 1 and all(_HAN.match(c) for c in name)]
    if names:
        yield "".join(lazy_pinyin(dice.choice(names)))


def _pinyin_begun(row: _ROW, dice: random.Random) -> Iterator[str]:
    if _only_han(row) and len(row["zh"]) > 2:
        spoken = "".join(lazy_pinyin(row["zh"]))
        yield spoken[: max(5, int(len(spoken) * 0.75))]


def _chinese_typo(row: _ROW, dice: random.Random) -> Iterator[str]:
    """A character that sounds the same, as input methods offer it."""
    name = row["zh"]
    if _only_han(row) and len(name) > 2:
        at = dice.randrange(len(name))
        alike = [c for c in _alike(lazy_pinyin(name)[at]) if c != name[at]]
        if alike:
            yield name[:at] + dice.choice(alike) + name[at + 1 :]


def _alike(syllable: str) -> list[str]:
    return _by_sound()[syllable]


@cache
def _by_sound() -> dict[str, list[str]]:
    """The characters of all names by what they sound like."""
    found: dict[str, list[str]] = defaultdict(list)
    for character in sorted({character for row in corpus.rows() for character in row["zh"] if _HAN.match(character)}):
        found[lazy_pinyin(character)[0]].append(character)
    return found


def _definition(row: _ROW, dice: random.Random) -> Iterator[str]:
    """Some words of the definition of a term that is written."""
    for language in ("en", "zh"):
        text = _definitions(language).get(row["slug"], "")
        words = re.findall(r"[A-Za-z-]+", text) if language == "en" else re.findall(r"[\u4e00-\u9fff]{5,}", text)
        if language == "en" and len(words) > 12:
            at = dice.randrange(len(words) - 5)
            yield " ".join(words[at : at + 5]).lower()
            long = [word for word in words if len(word) > 4]
            yield " ".join(sorted(dice.sample(long, min(4, len(long))), key=words.index)).lower()
        elif words:
            yield dice.choice(words)[:9]


@cache
def _definitions(language: str) -> dict[str, str]:
    terms = corpus.published(language)["terms"]
    return dict(zip(evaluate.names(corpus.published(language)), terms["text"], strict=True))


def _variant(row: _ROW, dice: random.Random) -> Iterator[str]:
    name = row["en"]
    if re.search(r"[ -]", name):
        yield dice.choice([re.sub(r"[ -]", "", name), name.replace(" ", "-").upper(), name.replace("-", " ").title()])


def _full_width(row: _ROW, dice: random.Random) -> Iterator[str]:
    for name in _abbreviations(row)[:1]:
        yield "".join(chr(ord(character) + 0xFEE0) for character in name)


def _question(row: _ROW, dice: random.Random) -> Iterator[str]:
    name, chinese = row["en"].lower(), row["zh"]
    yield dice.choice([f"what is {name}", f"{chinese}是什么", f"什么是{chinese}", f"{name} meaning"])


KINDS = {
    "exact": lambda row, dice: [dice.choice([row["en"], row["en"].lower(), row["en"].upper()])],
    "chinese-exact": lambda row, dice: [row["zh"]],
    "alias": _aliases,
    "chinese-alias": _chinese_aliases,
    "abbreviation": lambda row, dice: [dice.choice([name, name.lower()]) for name in _abbreviations(row)[:1]],
    "plural": _plural,
    "prefix": _prefix,
    "part": _part,
    "order": _order,
    "chinese-part": _chinese_part,
    "traditional": _traditional,
    "pinyin": _pinyin,
    "pinyin-spaced": _pinyin_spaced,
    "pinyin-tones": _pinyin_tones,
    "initials": _pinyin_initials,
    "pinyin-mixed": _mixed,
    "pinyin-typo": _pinyin_typo,
    "typo": _typo,
    "two-typos": _two_typos,
    "variant": _variant,
    "full-width": _full_width,
    "question": _question,
    "alias-typo": _alias_typo,
    "order-typo": _order_typo,
    "begun-typo": _begun_typo,
    "pinyin-alias": _pinyin_alias,
    "pinyin-begun": _pinyin_begun,
    "chinese-typo": _chinese_typo,
    "definition": _definition,
}


def main() -> None:
    dice = random.Random(20)
    by_rule = [query.line() for query in queries(dice)]
    by_hand = (corpus.HERE / "by_hand.tsv").read_text("utf-8").splitlines()
    sys.stdout.write("\n".join(dict.fromkeys(["\t".join(HEAD), *by_rule, *by_hand])) + "\n")


if __name__ == "__main__":
    main()
