"""The same pages with stock Material: its own templates and search, and MathJax in the browser.

The setup is that of Material's documentation, with MathJax and its fonts on the same server.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from benchmarks.projects import ROOT, Ours, navigation
from benchmarks.running import run, write

if TYPE_CHECKING:
    from collections.abc import Iterable

NODE_MODULES = ROOT / "scripts" / "web" / "node_modules"
MATHJAX = r"""
window.MathJax = {
  loader: { paths: { fonts: "/@mathjax" } },
  tex: {
    inlineMath: [["\\(", "\\)"]],
    displayMath: [["\\[", "\\]"]],
    processEscapes: true,
    processEnvironments: true
  },
  options: { ignoreHtmlClass: ".*|", processHtmlClass: "arithmatex" }
};
document$.subscribe(() => {
  MathJax.startup.output.clearCache();
  MathJax.typesetClear();
  MathJax.texReset();
  MathJax.typesetPromise();
});
"""


def build(root: Path, ours: Ours) -> Path:
    """Build the site in a folder; return the folder of its pages."""
    shutil.rmtree(root, ignore_errors=True)
    for path, text in ours.pages():
        write(root / "docs" / path, text)
    write(root / "docs/javascripts/mathjax.js", MATHJAX)
    write(root / "mkdocs.yml", yaml.safe_dump(_settings(), allow_unicode=True))
    run([Path(sys.executable).with_name("mkdocs"), "build"], root)
    site = root / "site"
    for name in ("mathjax", "@mathjax"):
        (site / name).symlink_to(NODE_MODULES / name)
    return site


def _settings() -> dict[str, Any]:
    ours = (ROOT / "mkdocs.yml").read_text("utf-8")
    languages = [
        {"locale": "en", "name": "English", "build": True, "default": True},
        {"locale": "zh", "name": "简体中文", "build": True},
    ]
    return {
        "site_name": "Buzz Words",
        "site_url": "https://example.org/",
        # Like ours: no web fonts, the same features, a light and a dark palette.
        "theme": {
            "name": "material",
            "font": False,
            "features": ["navigation.top", "search.suggest"],
            "palette": [
                {"scheme": scheme, "toggle": {"icon": "material/weather-night", "name": name}}
                for scheme, name in (("default", "Dark"), ("slate", "Light"))
            ],
        },
        "plugins": ["search", {"i18n": {"docs_structure": "folder", "languages": languages}}],
        "markdown_extensions": _block(ours, "markdown_extensions"),
        "extra_javascript": ["javascripts/mathjax.js", "mathjax/tex-mml-chtml.js"],
        "not_in_nav": "/**/terms/*.md\n/terms/*.md\n",
        "nav": navigation(),
    }


def _block(settings: str, name: str) -> Iterable[Any]:
    """A setting of mkdocs.yml, parsed alone because other parts have tags that only MkDocs knows."""
    lines = settings[settings.index(f"\n{name}:") + 1 :].split("\n\n", maxsplit=1)[0]
    found: Iterable[Any] = yaml.safe_load(lines)[name]
    return found
