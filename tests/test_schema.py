"""The schema: every fault in it is reported at its place, in every format, by every command."""

from __future__ import annotations

import json
import random
import re
import shutil
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner
from lexicon.authoring.editor_schema import TYPES, listed_record
from lexicon.cli import main
from lexicon.glossary import FIELD_TYPES, SchemaError, read_glossary, read_schema
from lexicon.glossary.fields import Fields
from lexicon.glossary.metaschema import field_specs
from lexicon.rules import RULES
from lexicon.tex import MathRenderer
from lexicon.text import Source, YamlMapping, YamlScalar, YamlSequence, parse_yaml

from tests.conftest import ROOT
from tests.corpus import BASE, diagnose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lexicon.diagnostics import Diagnostic
    from lexicon.text import YamlNode

    Keys = tuple[str | int, ...]
    Mutation = Callable[[Any, str | int], None]

RIGHT = (ROOT / "glossary" / "schema.yml").read_text("utf-8")
EN, ZH = "{id: en, tag: en,", "{id: zh, tag: zh-Hans, name: 简体中文, root: zh/}"


def faults(folder: Path, schema: str | bytes) -> Sequence[Diagnostic]:
    """The faults of a schema; none if it can be read."""
    (folder / "schema.yml").write_bytes(schema.encode() if isinstance(schema, str) else schema)
    try:
        read_schema(folder, "glossary")
    except SchemaError as error:
        return error.diagnostics
    return ()


def test_real_schema_has_no_faults(tmp_path: Path) -> None:
    assert not faults(tmp_path, RIGHT)


@pytest.mark.parametrize(
    ("old", "new", "place", "fault"),
    [
        ("languages:\n", "languages: [\n", "[-] {id: en", "broken-yaml: expected node content"),
        ("languages:\n", "languages: &all\n", "[&all", "broken-yaml: a YAML anchor or alias"),
        ("limits:\n", "limit:\n", "[limit]:", "unknown-field: there is no field `limit`: did you mean `limits`?"),
        ("limits:\n", "limit:\n", "[l]anguages:", "missing-field: the file has no `limits`: limits: the limits"),
        (EN, "{id: en, id: en,", "{id: en, [id]: en,", "duplicate-key: `id` is given twice"),
        (EN, "{id: en,", "- [{]id: en, name", "missing-field: this language has no `tag`: tag: "),
        (
            EN,
            "{hue: red, id: en,",
            "{[hue]: red",
            "unknown-field: there is no field `hue`: the fields are: id, tag, name",
        ),
        (EN, "{id: en, tag: 2024-13-45,", "[2024-13-45]", "yaml-surprise: YAML reads `2024-13-45` as a date"),
        (EN, "{id: en, tag: [en],", "tag: [[en]],", "wrong-type: expected a single value"),
        (EN, "{id: en, tag: en_GB,", "tag: [en_GB],", "wrong-type: `en_GB` is not a BCP 47 tag"),
        (EN, "{id: en, tag: \x08en,", "tag: [\x08]en,", "control-character: U+0008 is not a character of a text"),
        (EN, "{id: En, tag: en,", "{id: [En],", "slug-shape: `En` is not a slug"),
        (EN, "{id: tex, tag: en,", "{id: [tex],", "repeated-entry: `tex` is a field that stands beside those"),
        (ZH, "{id: en, tag: zh-Hans, name: 简体中文, root: zh/}", "{id: [en],", "repeated-entry: `en` is given twice"),
        (ZH, "{id: zh, tag: en, name: 简体中文, root: zh/}", "tag: [en],", "repeated-entry: `en` is given twice"),
        (ZH, "{id: zh, tag: zh, name: 简体中文, root: ''}", "root: ['']}", "repeated-entry: `''` is given twice"),
        (ZH, "{id: zh, tag: zh, name: 简体中文, root: zh}", "root: [zh]}", "wrong-type: `zh` is not a folder"),
        (ZH, "{id: zh, tag: zh, name: 简体中文, root: ../}", "root: [../]}", "wrong-type: `../` is not a folder"),
        (ZH, "{id: zh, tag: zh, name: 简体中文}", "[{]id: zh", "missing-field: this language has no `root`"),
        ("root: zh/}", "root: zh/, source: 1}", "source: [1]}", "wrong-type: `1` is not a truth value"),
        ("root: zh/}", "root: zh/, source: yes}", "source: [yes]}", "repeated-entry: two languages are the source"),
        (", source: true", "", "[- {id: en", "missing-field: no language is the source"),
        (
            "{en: Mathematics and probability,",
            "{en: Foundations,",
            "[Foundations]",
            "repeated-entry: `Foundations` is giv",
        ),
        ("- id: mathematics", "- id: foundations", "[foundations]", "repeated-entry: `foundations` is given twice"),
        (
            "- id: mathematics",
            "- id: index",
            "[index]",
            "reserved-id: `index` is an anchor or a page of the site itself",
        ),
        ("{id: history,", "{id: words,", "[words]", "reserved-id: `words` is an anchor or a page of the site itself"),
        (ZH, ZH.replace("zh/", "terms/"), "[terms/]", "reserved-id: `terms/` is a folder of the site itself"),
        ("- id: mathematics", f"- id: {'m' * 101}", f"[{'m' * 101}]", f"slug-shape: `{'m' * 101}` is not a slug"),
        ("- id: mathematics", "- id: Maths", "[Maths]", "slug-shape: `Maths` is not a slug"),
        ("{en: Foundations,", "{en: '',", "en: [''],", "missing-field: the text in `en` is empty"),
        (
            "{en: Foundations,",
            "{eng: Foundations,",
            "{[eng]:",
            "unknown-field: there is no language `eng`: did you mean",
        ),
        ("{en: Foundations,", "{eng: Foundations,", "[{eng:", "missing-field: the text has no `en`"),
        (
            "{id: code, en: Code, ",
            "{id: code, ",
            "[{]id: code",
            "missing-field: this section has no `en`: en: its title",
        ),
        ("{id: code, en: Code,", "{id: code, en: Variants,", "[Variants]", "repeated-entry: `Variants` is given twice"),
        ("start: [neural-network,", "start: [neuron,", "[neuron]", "repeated-entry: `neuron` stands twice in a list"),
        ("start: [neural-network,", "start: [{},", "[[{}],", "wrong-type: expected a single value"),
        ("  moved: {", "  mooved: {", "[mooved]:", "unknown-field: there is no field `mooved`: did you mean `moved`?"),
        ("  moved: {", "  mooved: {", "[s]ite:", "missing-field: `phrases` has no `moved`: moved: {en: …, zh: …}"),
        ("{en: Home, zh:", "{en: Home, xh:", "[xh]:", "unknown-field: there is no language `xh`"),
        ("{en: Home, zh:", "{en: Home, en: Start, zh:", ", [en]: Start", "duplicate-key: `en` is given twice"),
        (
            '"{n} more"',
            '"{m} more"',
            '"[{m}] more"',
            "placeholder-mismatch: nothing is filled in for `{m}`: write `{n}`",
        ),
        ('"{n} more"', '"more"', '["more"]', "placeholder-mismatch: the phrase has no `{n}`"),
        ('"{n} more"', '"{n more"', '"[{]n more"', "placeholder-mismatch: nothing is filled in for `{`"),
        (
            "  figure:\n",
            "  figures:\n",
            "[figures]:",
            "unknown-field: there is no field `figures`: did you mean `figure`?",
        ),
        ("  figure:\n", "  figures:\n", "[t]erm:", "missing-field: `fields` has no `figure`"),
        (
            "    aliases: {",
            "    alias: {",
            "[n]ame:",
            "missing-field: `fields.text` has no `aliases`: aliases: {type: names",
        ),
        (
            "aliases: {type: names",
            "aliases: {type: text",
            "[text],",
            "wrong-type: `aliases` is not read as `text`: write",
        ),
        (
            "{type: year, required: true,",
            "{type: year,",
            "[{]type: year",
            "missing-field: the program cannot do without",
        ),
        ("{type: year, required: true,", "{type: year, required: 1,", "[1],", "wrong-type: `1` is not a truth value"),
        ("    zh: {least: 20, most: 220}\n", "", "[e]n: {least", "missing-field: `limits.definition` has no `zh`"),
        ("{least: 20, most: 220}", "{least: 20}", "[{]least: 20}", "missing-field: this limit has no `most`"),
        ("{least: 20, most: 220}", "{least: 9, most: 9}", "most: [9]", "wrong-type: at least 9 and at most 9 cannot"),
        ("  name: 80", "  name: eighty", "name: [eighty]", "wrong-type: `eighty` is not a number above 0"),
        ("  name: 80", "  name: 0", "name: [0]", "wrong-type: `0` is not a number above 0"),
        (RIGHT, "languages: 3\n", "languages: [3]", "wrong-type: expected a list"),
        (RIGHT, "# nothing\n", "[#] nothing", "missing-field: the file has no `topics`"),
        (RIGHT, "- languages\n", "[- languages]", "wrong-type: expected fields, each as `name: value`"),
    ],
)
def test_fault(tmp_path: Path, old: str, new: str, place: str, fault: str) -> None:
    """A fault is reported at the place that stands in brackets."""
    assert old in RIGHT
    found = [_line(diagnostic) for diagnostic in faults(tmp_path, RIGHT.replace(old, new, 1))]
    assert [line for line in found if place in line.partition("\n")[0] and line.partition("\n")[2].startswith(fault)], (
        found
    )


def _line(diagnostic: Diagnostic) -> str:
    """The line of a fault with brackets around its place, and what it says."""
    fault = diagnostic.fault
    source, start, end = fault.span
    line = source.line(fault.span.position[0])
    at = fault.span.position[1] - 1
    marked = f"{line[:at]}[{line[at : at + end - start]}]{line[at + end - start :]}"
    return f"{marked}\n{diagnostic.rule}: {fault.message}" + (f": {fault.help}" if fault.help else "")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty-file: the file is empty"),
        (RIGHT.encode().replace(b"tag: en", b"tag: \xff"), "not-utf-8: the byte 0xff is not UTF-8"),
    ],
)
def test_file_that_is_no_text(tmp_path: Path, data: bytes, fault: str) -> None:
    (tmp_path / "schema.yml").write_bytes(data)
    with pytest.raises(SchemaError) as caught:
        read_schema(tmp_path)
    assert [_line(found).partition("\n")[2].startswith(fault) for found in caught.value.diagnostics] == [True]


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(
        SchemaError, match=r"error\[missing-file\]: there is no schema\.yml\n +--> glossary/schema\.yml\n"
    ):
        read_schema(tmp_path, "glossary")


def test_all_faults_are_reported_in_one_run(tmp_path: Path) -> None:
    schema = RIGHT.replace(EN, "{id: En, tag: en,").replace("  name: 80", "  name: 0")
    assert {"slug-shape", "unknown-field", "wrong-type"} <= {found.rule for found in faults(tmp_path, schema)}


def test_language_that_is_dropped_is_reported_wherever_it_is_named(tmp_path: Path) -> None:
    """The definition of a text in a language without a limit once ended in a KeyError."""
    found = faults(tmp_path, RIGHT.replace(f"  - {ZH}\n", ""))
    assert len(found) == len(re.findall(r"\bzh:", RIGHT))
    assert {diagnostic.fault.span.text for diagnostic in found} == {"zh"}


# Commands


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A glossary whose schema has a fault."""
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "schema.yml").write_text(RIGHT.replace("  name: 80", "  name: eighty"), "utf-8")
    return folder


LINE = RIGHT.split("\n").index("  name: 80") + 1
REPORT = """\
error[wrong-type]: `eighty` is not a number above 0
   --> {path}:{line}:9
    |
{line} |   name: eighty
    |         ^^^^^^
    = help: write digits without quotes

1 error
"""


def _run(*arguments: str, folder: Path) -> tuple[int, str, str]:
    cache = ("--cache", str(folder.parent / "cache")) if arguments[0] in ("check", "build", "search", "offline") else ()
    result = CliRunner().invoke(main, [*arguments, "--glossary", str(folder), *cache])
    return result.exit_code, result.stdout, result.stderr


def test_check_prints_the_faults_in_every_format(faulty: Path) -> None:
    report = REPORT.format(path=faulty / "schema.yml", line=LINE)
    assert _run("check", folder=faulty) == (1, report, "")
    assert _run("check", "--select", "dead-link", folder=faulty) == (1, report, "")
    [record] = json.loads(_run("check", "--format", "json", folder=faulty)[1])
    assert (record["rule"], record["line"], record["column"]) == ("wrong-type", LINE, 9)
    assert _run("check", "--format", "github", folder=faulty)[1].startswith("::error file=")
    [run] = json.loads(_run("check", "--format", "sarif", folder=faulty)[1])["runs"]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == RULES["wrong-type"].summary


@pytest.mark.parametrize(
    "command",
    [
        ("build",),
        ("fix",),
        ("new", "Gradient"),
        ("offline",),
        ("rename", "a", "b"),
        ("schema",),
        ("search", "gradient"),
        ("stamp", "--all"),
        ("status",),
    ],
    ids=lambda command: command[0],
)
def test_other_commands_print_the_same_report(
    command: tuple[str, ...], faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(faulty.parent)
    code, _, errors = _run(*command, folder=faulty)
    assert code == 1
    assert errors.endswith(REPORT.format(path=faulty / "schema.yml", line=LINE))


# The program reads what the schema names


def test_reading_asks_for_the_fields_that_the_schema_must_have(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, set[str]] = {}

    class Asked(dict[str, Any]):
        def get(self, key: str, default: object = None) -> Any:
            asked[self["record"]].add(key)
            return super().get(key, default)

    fields = Fields.fields

    def recorded(self: Fields, node: YamlMapping, record: str, source: Source) -> dict[str, YamlNode]:
        asked.setdefault(record, set())
        return Asked(fields(self, node, record, source), record=record)

    schema = read_schema(ROOT / "glossary")
    monkeypatch.setattr("lexicon.glossary.reading.load_schema", lambda *_: schema)
    monkeypatch.setattr(Fields, "fields", recorded)
    read_glossary(ROOT / "glossary")
    assert asked == {record: set(field_specs(record, ["en", "zh"])) for record in schema.fields}


def test_every_type_of_a_field_is_known_to_the_schemas_for_editors() -> None:
    schema = read_schema(ROOT / "glossary")
    assert {kind for kind in FIELD_TYPES if not listed_record(kind, schema)} == set(TYPES)


# Mutations


@cache
def _shortened() -> dict[str, Any]:
    """The real schema with less of what is of one kind."""
    schema: dict[str, Any] = yaml.load(RIGHT, yaml.CSafeLoader)
    topics = [topic for topic in schema["topics"] if topic["id"] in ("mathematics", "optimization")]
    sections = [section for section in schema["sections"] if section["id"] in ("code", "intuition", "properties")]
    return schema | {"topics": topics, "sections": sections, "start": ["gradient", "momentum"]}


def _paths(node: Any, path: Keys = ()) -> Iterator[Keys]:
    """The ways to all values; below the phrases only to some."""
    if path[:1] == ("phrases",) and len(path) == 2 and path[1] not in ("more", "site"):
        return
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield (*path, key)
        yield from _paths(value, (*path, key))


def _replace(value: object) -> Mutation:
    def mutate(parent: Any, key: str | int) -> None:
        parent[key] = value

    return mutate


def _rename(parent: Any, key: str | int) -> None:
    renamed = {f"{name}x" if name == key else name: value for name, value in parent.items()}
    parent.clear()
    parent.update(renamed)


def _remove(parent: Any, key: str | int) -> None:
    del parent[key]


MUTATIONS: dict[str, Mutation] = {
    "removed": _remove,
    "renamed": _rename,
    "list": _replace([]),
    "mapping": _replace({}),
    "number": _replace(7),
    "empty": _replace(""),
    "nothing": _replace(None),
    "other-text": _replace("!"),
}
HARMLESS = {
    ("list", ("sections",)),
    ("list", ("start",)),
    ("number", ("limits", "definition", "en", "least")),
    ("number", ("limits", "definition", "zh", "least")),
    ("number", ("limits", "name")),
    ("number", ("limits", "drawing")),
}
"""What leaves a schema that says something else."""


def _is_harmless(kind: str, path: Keys) -> bool:
    is_item = isinstance(path[-1], int)
    is_free_text = (
        path[-1] in ("en", "zh", "description", "name") and "limits" not in path and "fields" not in path[:-2]
    )
    return (
        (kind, path) in HARMLESS
        or (kind == "removed" and is_item)
        or (kind == "other-text" and (path[0] == "start" or path[-1] == "description" or is_free_text))
    )


@pytest.mark.parametrize("kind", MUTATIONS)
def test_every_mutation_is_reported_where_it_is(kind: str, tmp_path: Path) -> None:
    paths = list(_paths(_shortened()))
    assert len(paths) > 250
    missed = []
    for path in paths:
        if kind == "renamed" and isinstance(path[-1], int):
            continue
        schema = deepcopy(_shortened())
        parent: Any = schema
        for key in path[:-1]:
            parent = parent[key]
        MUTATIONS[kind](parent, path[-1])
        if schema != _shortened() and not _is_harmless(kind, path):
            missed += _unreported(tmp_path, schema, path)
    assert not missed


@pytest.mark.parametrize(("kind", "path"), sorted(HARMLESS, key=str))
def test_harmless_mutations_only_change_what_is_reported_of_terms(kind: str, path: Keys, tmp_path: Path) -> None:
    schema: Any = deepcopy(_shortened())
    parent = schema
    for key in path[:-1]:
        parent = parent[key]
    MUTATIONS[kind](parent, path[-1])
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "schema.yml").write_text(yaml.safe_dump(schema, sort_keys=False), "utf-8")
    found = diagnose(tmp_path, MathRenderer(ROOT / ".cache"))
    assert not [diagnostic for diagnostic in found if diagnostic.fault.span.source.path.endswith("schema.yml")]


def _unreported(folder: Path, schema: object, path: Keys) -> list[Keys]:
    """The path if no fault is reported on the line of its value; where that is gone, on the line of what it was in."""
    text = yaml.dump(schema, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    lines = {diagnostic.fault.span.position[0] for diagnostic in faults(folder, text)}
    return [] if _line_of(text, path) in lines else [path]


def _line_of(text: str, path: Keys) -> int:
    node = parse_yaml(Source("", text))
    assert node
    line = 1
    for key in path:
        line = node.span.position[0]
        if isinstance(node, YamlSequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
            line = node.span.position[0]
        elif isinstance(node, YamlMapping):
            entry = next((entry for entry in node.entries if entry.key.value in (key, f"{key}x")), None)
            if entry is None:
                return line
            node, line = entry.value, entry.key.span.position[0]
        else:
            return line
    return node.span.position[0] if isinstance(node, YamlScalar) and node.value else line


def test_every_field_given_twice_is_reported(tmp_path: Path) -> None:
    text = yaml.dump(_shortened(), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    for node in _mappings(parse_yaml(Source("", text))):
        for key, value in node.entries:
            again = f"\n{' ' * (key.span.position[1] - 1)}{text[key.span.start : value.span.end]}"
            twice = text[: node.span.end] + again + text[node.span.end :]
            found = faults(tmp_path, twice)
            line = text.count("\n", 0, node.span.end) + 2
            assert ("duplicate-key", line) in {(each.rule, each.fault.span.position[0]) for each in found}, again


def _mappings(node: YamlNode | None) -> Iterator[YamlMapping]:
    if isinstance(node, YamlMapping):
        yield node
        for entry in node.entries:
            yield from _mappings(entry.value)
    elif isinstance(node, YamlSequence):
        for item in node.items:
            yield from _mappings(item)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_files_are_read_or_reported(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        data = bytearray(RIGHT.encode())
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 1, 5, 40, 900))] = chance.choice(_SCRAPS)
        for diagnostic in faults(tmp_path, bytes(data)):
            span = diagnostic.fault.span
            assert diagnostic.rule in RULES
            assert 0 <= span.start <= span.end <= len(span.source.text)


_SCRAPS = (
    b"",
    b"",
    b" ",
    b"\n",
    b":",
    b"- ",
    b"[",
    b"]",
    b"{",
    b"}",
    b"'",
    b'"',
    b"\t",
    b"\xff",
    b"&a ",
    b"!!x ",
    b"? ",
)
