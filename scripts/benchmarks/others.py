"""Finding or installing the other generators."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.projects import Hugo, Project, Sphinx, Zensical

FOLDER = Path(".cache/benchmarks")
PACKAGES = (
    "furo==2025.12.19",
    "myst-parser==5.2.0",
    "sphinx==9.0.4",
    "sphinx-autobuild==2025.8.25",
    "zensical==0.0.73",
)
KINDS: dict[str, type[Project]] = {"zensical": Zensical, "sphinx-build": Sphinx, "hugo": Hugo}
VERSION = {"hugo": "version"}
"""The argument with which a program prints its version, if not `--version`."""


def find(name: str) -> str:
    """The path of a program: on the PATH, in our own folder, or installed there (Hugo: by Debian, as root)."""
    return shutil.which(name) or _installed(name) or _missing(name)


def version(program: str) -> str:
    """The version number of a program."""
    asked = VERSION.get(Path(program).name, "--version")
    said = subprocess.run([program, asked], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else said.strip()


def _installed(name: str) -> str | None:
    if name == "hugo":
        if os.geteuid() == 0 and shutil.which("apt-get"):
            environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            command = ["apt-get", "install", "-y", "--no-install-recommends", name]
            subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        return shutil.which(name)
    folder = FOLDER.absolute() / "bin"
    if not (folder / name).exists():
        subprocess.run([sys.executable, "-m", "venv", FOLDER], check=True)
        subprocess.run([folder / "python", "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return shutil.which(name, path=str(folder))


def _missing(name: str) -> str:
    raise SystemExit(f"{name} was not found: install it, or give its path")
