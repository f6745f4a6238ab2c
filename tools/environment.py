"""Make the checkout's own environment: a virtual one with `uv` in it, or say the one line that is missing.

Runs on the system's bare python3, so it uses the standard library only.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

FLOOR = (3, 11)


def main(target: str) -> int:
    """Create `target`; exit status 0 when `target/bin/uv` runs, 1 with a sentence otherwise."""
    if sys.version_info < FLOOR:
        print(
            f"Plenary needs Python 3.11 or newer and this is {sys.version.split()[0]}. "
            "Name a newer one: make PYTHON=python3.12 demo",
            file=sys.stderr,
        )
        return 1
    if not has_venv() and not install_venv():
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        print(
            "Python is here without its venv module. Run this line, then the same make command again:\n"
            f"    sudo apt-get install -y python{version}-venv",
            file=sys.stderr,
        )
        return 1
    folder = Path(target)
    if folder.exists():
        shutil.rmtree(folder)
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "uv"], check=True)
    return 0


def has_venv() -> bool:
    """Debian ships python3 without ensurepip until python3-venv is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def install_venv() -> bool:
    """Install Debian's package where we may: as root with apt. True when venv is there afterwards."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    print(f"Installing {name}, which this Python lacks ...")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", name]):
        if subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode != 0:
            return False
    importlib.invalidate_caches()
    return has_venv()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
