"""A third language in a copy of the project: Japanese, which has no module of its own in `lexicon/languages`."""

from __future__ import annotations

import io
import json
import re
import shutil
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from lexicon.search import query
from lexicon.site import Progress, build_site

from tests import glossaries
from tests.projects import project

if TYPE_CHECKING:
    from lexicon.site import Project

LANGUAGE = "  - {id: ja, tag: ja, name: 日本語, root: ja/}\n"
MKDOCS_LANGUAGE = "        - {locale: ja, name: 日本語, theme: {language: ja}}\n"
GRADIENT = """---
name: 勾配
aliases: [グラディエント]
---
勾配は損失が最も速く増える方向を表すベクトルであり、学習では常にその逆の方向へ重みを動かす。
"""
LOSS = """---
name: 損失
---
損失は予測と正解の食い違いを表す値である。勾配降下法はこの値を下げ、勾配は損失の傾きを表す。
"""


def _with_japanese(node: Any) -> Any:
    """A part of the schema in which everything said in English and Chinese is said in Japanese as well."""
    if isinstance(node, list):
        return [_with_japanese(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _with_japanese(value) for key, value in node.items()}
    return found | {"ja": deepcopy(found["en"])} if {"en", "zh"} <= found.keys() else found


def _translate(where: Project) -> None:
    """Add all that a language needs, as `docs/en/contributing.md` lists it."""
    path = where.glossary / "schema.yml"
    schema = _with_japanese(yaml.safe_load(path.read_text("utf-8")))
    schema["languages"] += yaml.safe_load(LANGUAGE)
    schema["limits"]["definition"]["ja"] = dict(schema["limits"]["definition"]["zh"])
    path.write_text(yaml.safe_dump(schema, allow_unicode=True, sort_keys=False), "utf-8")
    settings = where.root / "mkdocs.yml"
    before, after = settings.read_text("utf-8").split("\nvalidation:")
    settings.write_text(f"{before.rstrip()}\n{MKDOCS_LANGUAGE}\nvalidation:{after}", "utf-8")
    shutil.copytree(where.docs / "zh", where.docs / "ja")


@pytest.fixture(scope="module")
def japanese(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in three languages whose site has been built."""
    terms = {
        "gradient": glossaries.term("Gradient", "梯度") | {"ja.md": GRADIENT},
        "loss": glossaries.term("Loss", "损失") | {"ja.md": LOSS},
    }
    where = project(tmp_path_factory.mktemp("third") / "project", terms)
    _translate(where)
    build_site(where, where.root / "site", False, Progress(io.StringIO()))
    return where


def _page(where: Project, path: str) -> str:
    return (where.root / "site" / path / "index.html").read_text("utf-8")


def test_names_are_linked_before_kana_and_not_inside_compounds(japanese: Project) -> None:
    found = '勾配降下法はこの値を下げ、<a href="../gradient/">勾配</a>は損失の傾きを表す。'
    assert found in _page(japanese, "ja/terms/loss")


def test_no_japanese_name_has_pinyin(japanese: Project) -> None:
    for path in ("ja/terms/gradient", "ja/glossary", "terms/gradient", "zh/terms/gradient"):
        page = _page(japanese, path)
        others = re.findall(r'<span class="term-other" lang="ja">(.*?)</span>', page)
        assert others or path.startswith("ja/")
        assert not [other for other in others if "<" in other]
    assert "gōu" not in "".join(_page(japanese, path) for path in ("", "ja", "ja/glossary", "ja/terms/gradient"))


def test_pages_say_their_language(japanese: Project) -> None:
    page = _page(japanese, "ja/terms/gradient")
    assert '<html lang="ja"' in page
    assert (
        '<span class="term-other" lang="zh-Hans">梯度 <span class="term-reading" lang="zh-Latn">tī dù</span></span>'
        in page
    )
    assert '<a href="../../../ja/../zh/terms/gradient/" data-root="../zh/" hreflang="zh-Hans" lang="zh-Hans"' in page
    assert 'hreflang="ja" lang="ja" class="languages__link" aria-current="true">日本語</a>' in page
    assert 'hreflang="ja" href="https://buzz-words.example/ja/terms/gradient/"' in _page(japanese, "terms/gradient")
    assert '<html lang="ja"' in (japanese.root / "site/ja/404.html").read_text("utf-8")


def test_search_finds_japanese_names_but_not_by_pinyin(japanese: Project) -> None:
    for language in ("en", "zh", "ja"):
        index = (japanese.root / f"site/search/index.{language}.json").read_bytes()
        found = query(index, ["勾配", "gradient", "gou pei", "goupei", "gp", "tidu"], most=5)
        assert [results[0]["slug"] for results in found[:2]] == ["gradient", "gradient"]
        assert not any(result["pinyin"] for results in found[2:5] for result in results)
        assert found[5][0]["pinyin"] == "tī dù"
        assert "配" not in json.dumps([*json.loads(index)["readings"].values()], ensure_ascii=False)
