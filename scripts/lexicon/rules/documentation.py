"""What the rules say about themselves: for `lexicon rules`, `lexicon explain` and the page of the documentation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lexicon.diagnostics import Severity
from lexicon.rules.base import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lexicon.rules.base import Rule

FAMILIES = {
    "files": ("Files", "文件"),
    "letters": ("Letters", "字母"),
    "structure": ("Structure", "结构"),
    "dialects": ("Markdown dialects", "Markdown 方言"),
    "names": ("Names", "名称"),
    "links": ("Links", "链接"),
    "formulas": ("Formulas", "公式"),
    "translation": ("Translation", "翻译"),
    "wording": ("Wording", "用词"),
    "typography": ("Chinese typography", "中文排版"),
    "references": ("References", "参考文献"),
    "figures": ("Figures", "插图"),
}
"""The modules of the rules, in the order of the page, with their English and Chinese titles."""


def explain(rule: Rule) -> str:
    """A rule for the terminal: name and severity, what it says, a bad and a good example."""
    return f"{rule.name} ({rule.severity.value})\n\n{rule.documentation}\n"


def rules_table(rules: Iterable[Rule]) -> str:
    """One line for every rule."""
    rules = list(rules)
    width = max((len(rule.name) for rule in rules), default=0)
    return "\n".join(f"{rule.name:<{width}}  {rule.severity.value:<7}  {rule.summary}" for rule in rules)


def rules_json(rules: Iterable[Rule]) -> str:
    """A list of objects with name, severity, family, summary, remarks and examples."""
    records = [
        {
            "name": rule.name,
            "severity": rule.severity.value,
            "family": rule.family,
            "summary": rule.summary,
            "remarks": " ".join(rule.remarks.split()),
            **rule.examples,
        }
        for rule in rules
    ]
    return json.dumps(records, ensure_ascii=False, indent=2)


def rules_page(language: str) -> str:
    """The documentation page of all rules in Markdown; titles and introduction in `language` (en or zh)."""
    parts = [_HEADS["zh" if language == "zh" else "en"].format(count=len(RULES))]
    for family, titles in FAMILIES.items():
        rules = [rule for rule in RULES.values() if rule.family == family]
        parts.append(f"## {titles[language == 'zh']} {{ #{family} }}\n")
        parts += [_entry(rule, language) for rule in rules]
    return "\n".join(parts)


def _entry(rule: Rule, language: str) -> str:
    labels = _LABELS["zh" if language == "zh" else "en"]
    severity = labels[rule.severity is Severity.WARNING]
    lines = [f"### `{rule.name}` {{ #{rule.name} }}\n", f"*{severity}* {rule.summary}\n"]
    if rule.remarks:
        lines.append(f"{rule.remarks}\n")
    for kind, label in (("bad", labels[2]), ("good", labels[3])):
        lines.append(f"{label}\n\n{_fenced(rule.examples[kind])}\n")
    return "\n".join(lines)


def _fenced(example: str) -> str:
    """A code block around text that may hold code blocks itself."""
    fence = "`" * max(3, 1 + max(len(run) for run in [*_runs(example), ""]))
    return f"{fence}text\n{example}\n{fence}"


def _runs(text: str) -> list[str]:
    return ["`" * len(run) for run in "".join(c if c == "`" else " " for c in text).split()]


_LABELS = {
    "en": ("Error.", "Warning.", "Not so:", "But so:"),
    "zh": ("错误。", "警告。", "错误写法：", "正确写法："),
}
_HEADS = {
    "en": """---
title: Rules
description: Every rule that `lexicon check` enforces, each with a bad and a good example.
---
# Rules {{ #rules }}

`lexicon check` examines every term by {count} rules, and shows in one run everything that is wrong, where, and what to
type. An error stops the build; a warning does so under `--strict` only. `lexicon explain NAME` prints a rule in the
terminal, `lexicon check --select NAME` and `--ignore NAME` choose among them.
""",
    "zh": """---
title: 规则
description: "`lexicon check` 检查的全部规则，各附一个错误写法和一个正确写法。"
---
# 规则 {{ #rules }}

`lexicon check` 按 {count} 条规则检查每个词条，一次列出所有问题：错在哪里、应当怎么写。
错误会使构建停止；警告只在使用 `--strict` 时才会。

`lexicon explain NAME` 在终端里显示一条规则，`lexicon check --select NAME` 与 `--ignore NAME` 用来选取规则。

规则正文以英文书写，与程序中的说明一致。
""",
}
