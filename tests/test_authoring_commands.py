"""`lexicon new`, `rename`, `status`, `stamp` and `schema`, on copies of the real glossary."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from lexicon.authoring import editor_schema, writing
from lexicon.authoring.slugs import slug_from_name
from lexicon.check import analyse
from lexicon.cli import main
from lexicon.glossary import find_front_matter, read_glossary, read_schema
from lexicon.tex import MathRenderer

from tests.running import contents, run

ROOT = Path(__file__).resolve().parents[1]
GLOSSARY = ROOT / "glossary"
DEFINITIONS = {
    "en": "A test term is a term that exists only while a test is running, so that nobody else ever reads it.\n",
    "zh": "测试词条是只在测试运行期间存在的词条，除测试之外谁也不会读到它。\n",
}


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    return shutil.copytree(GLOSSARY, tmp_path / "glossary")


def faults(folder: Path) -> list[tuple[str, str]]:
    found = analyse(folder, MathRenderer(ROOT / ".cache")).diagnostics
    return [(diagnostic.rule, diagnostic.fault.span.source.path) for diagnostic in found]


# new


def fill_in(folder: Path) -> None:
    for language, definition in DEFINITIONS.items():
        path = folder / f"{language}.md"
        head, _, _ = path.read_text("utf-8").rpartition("TODO")
        path.write_text(head + definition, "utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["Test term", "--zh", "测试词条", "--topic", "data"],
        ["It's a test: one & 'two'", "--zh", "测试词条", "--topic", "data", "--slug", "test-term"],
        ["No", "--zh", "测试词条", "--topic", "data", "--slug", "test-term"],
        ["1e5", "--zh", "测试词条", "--topic", "data", "--slug", "test-term"],
    ],
)
def test_a_new_term_passes_once_it_is_filled_in(glossary: Path, arguments: list[str]) -> None:
    before = contents(glossary)
    code, output = run("new", "--glossary", glossary, *arguments)
    assert code == 0, output
    after = contents(glossary)
    assert {path: after[path] for path in before} == before
    assert sorted(after.keys() - before.keys()) == ["test-term/en.md", "test-term/term.yml", "test-term/zh.md"]
    unfilled = {path for rule, path in faults(glossary) if rule == "definition-length"}
    assert unfilled == {"glossary/test-term/en.md", "glossary/test-term/zh.md"}
    fill_in(glossary / "test-term")
    assert run("stamp", "--glossary", glossary, "test-term")[0] == 0
    # That nothing links to it yet is for the author to change, and only a warning.
    assert {rule for rule, path in faults(glossary) if "/test-term/" in path} <= {"orphan-term"}
    assert read_glossary(glossary).terms["test-term"].texts["en"].name.value == arguments[0]
    assert run("fix", "--diff", "--glossary", glossary, "test-term") == (0, "")


def test_a_planned_term_brings_its_name_and_topic(glossary: Path) -> None:
    planned = next(iter(read_glossary(glossary).planned.values()))
    assert run("new", "--glossary", glossary, planned.names["en"], "--slug", planned.slug)[0] == 0
    term = read_glossary(glossary).terms[planned.slug]
    assert term.topic is not None
    assert term.topic.value == planned.topic
    assert term.texts["zh"].name.value == planned.names["zh"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["Gradient", "--zh", "某", "--topic", "data"], "the term `gradient` exists already"),
        (["SGD", "--zh", "某", "--topic", "data"], "stochastic-gradient-descent"),
        (["Soft Max", "--zh", "某", "--topic", "data"], "is a name of `softmax` already"),
        (["Slope", "--zh", "梯 度", "--topic", "data"], "is a name of `gradient` already"),
        (["Kernel", "--zh", "某", "--topic", "data"], "is left to no term"),
        (["Convolution", "--slug", "x", "--zh", "某", "--topic", "data"], "is a name of `convolution` already"),
        (["Slope", "--zh", "斜率", "--topic", "dato"], "there is no topic `dato`: did you mean `data`?"),
        (["Slope", "--zh", "斜率"], "the term needs a topic"),
        (["Slope", "--topic", "data"], "the term needs a name in 简体中文: give --name zh=…"),
        (["斜率", "--zh", "斜率", "--topic", "data"], "`斜率` makes no slug: give --slug"),
        (["Slope", "--zh", "斜率", "--topic", "data", "--slug", "../slope"], "`../slope` is not a slug"),
        (["Slope", "--zh", "斜率", "--topic", "data", "--slug", ""], "`` is not a slug"),
        (["Code", "--zh", "程序", "--topic", "data"], "`code` is the anchor of a section"),
        (["Slope", "--zh", "", "--topic", "data"], "the name in 简体中文 must consist of printable characters"),
        (
            ["Slope", "--zh", "斜率", "--name", "fr=Pente", "--topic", "data"],
            "there is no language `fr`: one of en, zh",
        ),
        (["Slope", "--zh", "斜率", "--name", "zh=坡度", "--topic", "data"], "the name in `zh` is given twice"),
        (["Slope", "--name", "en=Gradient", "--topic", "data"], "the name in `en` is given twice"),
        (["Slope", "--name", "斜率", "--topic", "data"], "--name 斜率 does not say in which language: write LANG=NAME"),
        (["x" * 81, "--zh", "斜率", "--topic", "data"], "is longer than 80 characters"),
    ],
)
def test_what_cannot_be_created_is_refused_and_nothing_written(
    glossary: Path, arguments: list[str], reason: str
) -> None:
    before = contents(glossary)
    code, output = run("new", "--glossary", glossary, *arguments)
    assert code == 2
    assert reason in output
    assert output.count("\n") == 1
    assert contents(glossary) == before


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Batch size", "batch-size"),
        ("Kullback–Leibler divergence", "kullback-leibler-divergence"),
        ("Bayes' theorem", "bayes-theorem"),
        ("Hölder’s inequality (general)", "holders-inequality-general"),
        ("L₂ regularization", "l2-regularization"),
        ("批量", ""),
    ],
)
def test_slugs_are_made_from_names(name: str, slug: str) -> None:
    assert slug_from_name(name) == slug


# rename


def test_a_renamed_term_is_found_under_both_addresses(glossary: Path) -> None:
    old_faults = faults(glossary)
    (glossary / "gradient" / "en.md").open("a").write("\nSee `../gradient/en.md`.\n")
    before = read_glossary(glossary)
    code, output = run("rename", "--glossary", glossary, "gradient", "slope")
    assert code == 0, output
    after = read_glossary(glossary)
    assert after.slug_redirects["gradient"] == "slope"
    assert "gradient" not in after.folders
    assert "slope" in [slug.value for slug in after.schema.start]
    for slug, term in before.terms.items():
        now = after.terms["slope" if slug == "gradient" else slug]
        for words, new_words in ((term.needs, now.needs), (term.related, now.related)):
            renamed = ["slope" if word.value == "gradient" else word.value for word in words]
            assert [word.value for word in new_words] == renamed
    texts = {path: data.decode() for path, data in contents(glossary).items()}
    mentions = [path for path, text in texts.items() if "../gradient/" in text]
    assert mentions == ["slope/en.md"], "code stays as it is"
    renamed_faults = [(rule, path.replace("/gradient/", "/slope/")) for rule, path in old_faults]
    new = [fault for fault in faults(glossary) if fault not in renamed_faults]
    assert [rule for rule, _ in new if rule != "stale-translation"] == []


def test_renaming_there_and_back_changes_only_the_former_addresses(glossary: Path) -> None:
    before = contents(glossary)
    assert run("rename", "--glossary", glossary, "gradient", "slope")[0] == 0
    assert run("rename", "--glossary", glossary, "slope", "gradient")[0] == 0
    after = contents(glossary)
    assert [path for path in before if before[path] != after[path]] == ["gradient/term.yml"]
    term = yaml.safe_load(after["gradient/term.yml"])
    assert term.pop("former_slugs") == ["slope"]
    assert term == yaml.safe_load(before["gradient/term.yml"])


def test_fresh_translations_stay_fresh_when_a_link_changes(glossary: Path) -> None:
    run("stamp", "--all", "--glossary", glossary)
    assert run("rename", "--glossary", glossary, "gradient", "slope")[0] == 0
    assert "stale-translation" not in {rule for rule, _ in faults(glossary)}


def test_slugs_that_look_like_numbers_are_quoted(glossary: Path) -> None:
    assert run("rename", "--glossary", glossary, "gradient", "2024")[0] == 0
    assert "yaml-surprise" not in {rule for rule, _ in faults(glossary)}
    assert "2024" in [need.value for need in read_glossary(glossary).terms["backpropagation"].needs]
    assert run("rename", "--glossary", glossary, "2024", "slope")[0] == 0
    assert read_glossary(glossary).slug_redirects == {"gradient": "slope", "2024": "slope"}
    assert "yaml-surprise" not in {rule for rule, _ in faults(glossary)}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("gradiant", "slope", "there is no term `gradiant`. did you mean `gradient`?"),
        ("gradient", "softmax", "the term `softmax` exists already"),
        ("gradient", "Slope", "`Slope` is not a slug"),
        ("gradient", "../slope", "`../slope` is not a slug"),
        ("gradient", "slope\n", "`slope ` is not a slug"),
        ("../gradient", "slope", "there is no term `../gradient`"),
        ("gradient", "code", "`code` is the anchor of a section"),
        ("gradient", "nesterov-momentum", "`nesterov-momentum` is planned"),
    ],
)
def test_what_cannot_be_renamed_is_refused(glossary: Path, old: str, new: str, reason: str) -> None:
    before = contents(glossary)
    code, output = run("rename", "--glossary", glossary, old, new)
    assert (code, output.count("\n")) == (2, 1)
    assert reason in output
    assert contents(glossary) == before


def test_a_term_that_cannot_be_read_stops_a_rename(glossary: Path) -> None:
    (glossary / "relu" / "term.yml").write_text("topic: [", "utf-8")
    code, output = run("rename", "--glossary", glossary, "gradient", "slope")
    assert code == 2
    assert "relu/term.yml cannot be read" in output


@pytest.mark.parametrize("writes", [0, 1, 5])
def test_a_rename_that_fails_on_the_way_changes_nothing(
    glossary: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    before = contents(glossary)
    done: list[Path] = []
    really_write = writing.write_file

    def write(path: Path, text: str) -> None:
        if len(done) == writes:
            raise KeyboardInterrupt
        really_write(path, text)
        done.append(path)

    monkeypatch.setattr(writing, "write_file", write)
    CliRunner().invoke(main, ["rename", "--glossary", str(glossary), "gradient", "slope"])
    assert len(done) == writes
    assert contents(glossary) == before


def test_a_folder_that_cannot_be_moved_changes_nothing(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(glossary)

    def move(old: Path, new: Path) -> None:
        raise PermissionError(13, "Permission denied", str(old))

    monkeypatch.setattr(Path, "rename", move)
    code, output = run("rename", "--glossary", glossary, "gradient", "slope")
    assert (code, output.count("\n")) == (2, 1)
    assert contents(glossary) == before


# status


def test_status_counts_what_is_written_stale_and_missing(glossary: Path) -> None:
    run("stamp", "--all", "--glossary", glossary)
    english = glossary / "softmax" / "en.md"
    english.write_text(english.read_text("utf-8") + "More.\n", "utf-8")
    (glossary / "relu" / "zh.md").unlink()
    code, output = run("status", "--glossary", glossary, "--format", "json")
    assert code == 0
    topics = {record["topic"]: record for record in json.loads(output)}
    known = read_glossary(glossary)
    assert list(topics) == list(known.schema.topic_ids)
    networks = topics["neural-networks"]
    assert networks["languages"]["zh"]["stale"] == ["softmax"]
    assert networks["languages"]["en"]["stale"] == []
    assert "relu" in networks["languages"]["zh"]["missing"]
    assert "relu" in networks["languages"]["en"]["written"]
    written = [slug for record in topics.values() for slug in record["languages"]["en"]["written"]]
    assert sorted(written) == sorted(known.terms)
    missing = [slug for record in topics.values() for slug in record["languages"]["en"]["missing"]]
    assert sorted(missing) == sorted(known.planned.keys() - known.terms.keys())
    without = [slug for record in topics.values() for slug in record["without_formula"]]
    assert sorted(without) == sorted(slug for slug, term in known.terms.items() if not term.formulas)
    _, table = run("status", "--glossary", glossary)
    assert table.splitlines()[-1].split()[:4] == ["all", str(len(written)), "0", str(len(missing))]


# schema


SCHEMAS = {name: json.loads(text) for name, text in editor_schema.editor_schemas(read_schema(GLOSSARY)).items()}


@pytest.mark.parametrize("name", SCHEMAS)
def test_published_schema_is_up_to_date(name: str) -> None:
    published = ROOT / "docs" / "assets" / "schema" / name
    assert json.loads(published.read_text("utf-8")) == SCHEMAS[name], "run `lexicon schema`"
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])


def test_every_real_term_fits_the_schemas() -> None:
    terms = sorted(GLOSSARY.glob("*/term.yml"))
    texts = sorted(GLOSSARY.glob("*/*.md"))
    assert (len(terms) >= 50, len(texts) >= 100) == (True, True)
    for path in terms:
        jsonschema.validate(yaml.safe_load(path.read_text("utf-8")), SCHEMAS["term.schema.json"])
    for path in texts:
        text = path.read_text("utf-8")
        start, end, _ = find_front_matter(text) or (0, 0, 0)
        jsonschema.validate(yaml.safe_load(text[start:end]), SCHEMAS["text.schema.json"])


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("term.schema.json", {}),
        ("term.schema.json", {"topic": "optimisation"}),
        ("term.schema.json", {"topic": "data", "relatd": []}),
        ("term.schema.json", {"topic": "data", "related": "softmax"}),
        ("term.schema.json", {"topic": "data", "related": ["Soft Max"]}),
        ("term.schema.json", {"topic": "data", "related": ["relu", "relu"]}),
        ("term.schema.json", {"topic": "data", "formulas": [{"id": "x"}]}),
        ("term.schema.json", {"topic": "data", "references": [{"title": "x", "authors": ["y"], "year": "soon"}]}),
        ("text.schema.json", {}),
        ("text.schema.json", {"name": ""}),
        ("text.schema.json", {"name": True}),
        ("text.schema.json", {"name": "x", "avoid": [{"name": "y"}]}),
        ("text.schema.json", {"name": "x", "translates": "soon"}),
    ],
)
def test_the_schemas_refuse(name: str, document: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMAS[name])


def test_the_schema_command_writes_both(tmp_path: Path) -> None:
    assert run("schema", "--glossary", GLOSSARY, "--output", tmp_path)[0] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(SCHEMAS)
