"""Finding a Chromium, or installing one where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


class NoChromiumError(Exception):
    """There is no Chromium and none can be installed."""


def find() -> str:
    """Path of a Chromium: CHROMIUM, the PATH, Debian's package (as root), Playwright's own. Raises NoChromiumError."""
    named = os.environ.get("CHROMIUM")
    if named:
        if shutil.which(named):
            return named
        raise NoChromiumError(f"CHROMIUM is {named}, which is not a program")
    return _on_path() or _from_debian() or _from_playwright() or _none()


def _none() -> str:
    raise NoChromiumError("the browser tests need a Chromium: install one, or name one in CHROMIUM")


def _on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return _on_path()


def _from_playwright() -> str | None:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if shutil.which(path) else None
