"""Renew the requirement files: every version pinned, with the hashes of its files and without any index address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = {"requirements.txt": [], "requirements-test.txt": ["--extra", "test", "--constraint", "requirements.txt"]}
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
    """Compile both files with pip-tools, which must be installed beside the project."""
    for name, arguments in FILES.items():
        command = [
            sys.executable,
            "-m",
            "piptools",
            "compile",
            *OPTIONS,
            *arguments,
            "--output-file",
            name,
            "pyproject.toml",
        ]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
