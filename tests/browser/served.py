"""A house as its visitors meet it: loaded by the command line, served by it, entered with a browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Longer than the time in which a press is taken for the second half of a double tap.
BLINK_MS = 500


def plenary_command(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one sub-command on a house and wait for it; its failure says what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "plenary.interfaces.cli", *words],
        env=surroundings(home),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{' '.join(words)}: {done.stdout}{done.stderr}"
    return done


def surroundings(home: Path) -> dict[str, str]:
    """What a command of that house finds in its environment, and nothing that was set for the tests."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PLENARY_", "DJANGO_"))}
    return {**ours, "PLENARY_HOME": str(home)}


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Serve a house on a free port; gives the address without the last slash."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "plenary.interfaces.cli", "serve", "--port", str(port)],
        env=surroundings(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[str] = []
    assert process.stdout is not None
    try:
        for line in process.stdout:
            said.append(line)
            if line.startswith("The house is open at "):
                break
        else:
            raise AssertionError("The house did not open:\n" + "".join(said))
        Thread(target=said.extend, args=(process.stdout,), daemon=True).start()
        yield said[-1].split()[5].rstrip("/")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
    assert not any("ERROR" in line for line in said), "".join(said)[-8000:]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser."""
    path = os.environ.get("PLENARY_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def signed_in(context: BrowserContext, address: str, capacity: str, name: str = "") -> Page:
    """A page of somebody who chose a login of the demonstration: the first in that capacity, or one by its name."""
    page = context.new_page()
    page.goto(f"{address}/sign-in/")
    form = page.locator("ul.logins form", has=page.locator(f"input[name=capacity][value={capacity}]"))
    form.filter(has_text=name).first.get_by_role("button").click()
    page.wait_for_load_state()
    assert "/sign-in/" not in page.url, page.url
    return page
