"""Those who vote while the server is killed under them: each sends the same ballot until it has a receipt."""

from __future__ import annotations

import http.client
import json
import random
import threading
from dataclasses import dataclass, field

CHOICES = ("in_favour", "against", "abstain")


def send(port: int, question: str, person: str, choice: str, key: str) -> dict[str, object]:
    """One press. Raises OSError or HTTPException where no answer came."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        body = json.dumps({"person": person, "choice": choice, "key": key})
        asking.request("POST", f"/c/{question}/ballot", body, {"Content-Type": "application/json"})
        answer = asking.getresponse()
        said = json.loads(answer.read())
    finally:
        asking.close()
    if answer.status != 200:
        raise AssertionError(f"{answer.status} {said}")
    return said


@dataclass
class Client(threading.Thread):
    """One device. sent: every key it ever sent, with the choice; receipts: what it was shown, by key."""

    port: int
    question: str
    person: str
    number: int
    stop: threading.Event
    sent: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, dict[str, object]] = field(default_factory=dict)
    retries: int = 0
    fault: str = ""

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return self.number

    def run(self) -> None:
        chance = random.Random(self.number)
        while not self.stop.is_set() and not self.fault:
            key = f"{self.number}-{len(self.sent)}"
            self.sent[key] = chance.choice(CHOICES)
            self._until_told(key)

    def _until_told(self, key: str) -> None:
        while not self.stop.is_set():
            try:
                self.receipts[key] = send(self.port, self.question, self.person, self.sent[key], key)
                return
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                self.retries += 1
            except AssertionError as wrong:
                self.fault = str(wrong)
                return
