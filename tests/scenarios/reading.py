"""Reading a page as its words."""

import re
from html import unescape

from django.test import Client


def page(client: Client, address: str) -> str:
    """The words of a page, without marks, spaces folded."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return words(response.content.decode())


def words(html: str) -> str:
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))
