"""Two builds of the same files give the same bytes, wherever and whenever they are made."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests import glossaries
from tests.conftest import ROOT
from tests.projects import TERMS, project
from tests.running import contents, lexicon

if TYPE_CHECKING:
    from pathlib import Path

FORMULAS = TERMS | {
    "step": glossaries.term(
        "Step size",
        "步长",
        en_text="The step size $\\eta$ says how far one update goes down the gradient:\n\n$$\\eta g$$",
        zh_text="步长 $\\eta$ 规定一次更新沿负梯度方向走多远，它太大会越过最低处，太小则走得太慢：\n\n$$\\eta g$$",
    )
}
ELSEWHERE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "tr_TR.UTF-8",
    "SOURCE_DATE_EPOCH": "86400",
    "HOME": "/nonexistent",
    "USER": "somebody",
    "COLUMNS": "40",
    "LEXICON_DAYS": "400",
}
CLOCK = '''
"""Sets the clock of every Python process ahead by LEXICON_DAYS."""
import datetime, os, time

_days, _time, _datetime, _date = int(os.environ["LEXICON_DAYS"]), time.time, datetime.datetime, datetime.date
time.time = lambda: _time() + _days * 86400

class datetime_(_datetime):
    @classmethod
    def now(cls, tz=None):
        return _datetime.now(tz) + datetime.timedelta(_days)

    @classmethod
    def utcnow(cls):
        return _datetime.utcnow() + datetime.timedelta(_days)

    today = now

class date_(_date):
    @classmethod
    def today(cls):
        return _date.today() + datetime.timedelta(_days)

datetime.datetime, datetime.date = datetime_, date_
'''


def one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def build(folder: Path, **variables: str) -> dict[str, bytes]:
    """Build a project with all that may differ from one machine to the next being different."""
    outcome = lexicon(folder, "build", "--gzip", variables=variables, before=one_core if variables else None)
    assert outcome.status == 0, outcome.err
    return contents(folder / "site")


def ahead(folder: Path) -> str:
    """A module path with which Python's clock goes ahead."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(CLOCK)
    return os.pathsep.join([str(folder), str(ROOT / "scripts")])


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return build(project(tmp_path_factory.mktemp("one") / "project", FORMULAS).root)


def test_other_folder_day_time_zone_locale_hash_seed_and_cores(first: dict[str, bytes], tmp_path: Path) -> None:
    where = project(tmp_path / "deeper" / "ein anderer Ordner 词条", FORMULAS)
    second = build(where.root, PYTHONPATH=ahead(tmp_path / "clock"), **ELSEWHERE)
    assert [path for path in sorted(first.keys() | second.keys()) if first.get(path) != second.get(path)] == []


def test_clock_of_the_second_build_goes_ahead(tmp_path: Path) -> None:
    where = project(tmp_path / "project")
    (where.root / "main.py").write_text("import datetime, time; print(datetime.date.today().year, time.time())")
    variables = os.environ | ELSEWHERE | {"PYTHONPATH": ahead(tmp_path / "clock")}
    said = subprocess.run(
        [sys.executable, where.root / "main.py"], env=variables, capture_output=True, text=True, check=True
    )
    assert float(said.stdout.split()[1]) > time.time() + 300 * 86400, said.stderr


def test_files_may_have_been_written_in_any_order_and_at_any_time(first: dict[str, bytes], tmp_path: Path) -> None:
    backwards = dict(reversed([*FORMULAS.items()]))
    where = project(tmp_path / "project", backwards)
    for age, path in enumerate(sorted(where.glossary.rglob("*"))):
        os.utime(path, (age, age))
    assert build(where.root) == first


def test_site_names_neither_the_folder_nor_the_day(first: dict[str, bytes]) -> None:
    for path, data in first.items():
        assert b"pytest-of" not in data, path
        assert b"lastmod" not in data, path
