"""The floors as the models and the source show them: what import contracts cannot see."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

SOURCE = Path(settings.SOURCE)
FOUNDATION = ["clock", "languages", "access", "journal", "people", "files", "live", "notices", "keeping"]
OFFICES = [
    ("organisation",),
    ("documents",),
    ("budget",),
    ("meetings",),
    ("protocol",),
    ("decisions",),
    ("instruments", "chamber"),
    ("newsroom",),
]


def height(label: str) -> int:
    """How high an app stands: foundation below every office, offices in their order."""
    if label in FOUNDATION:
        return 0
    for place, offices in enumerate(OFFICES, start=1):
        if label in offices:
            return place
    return -1


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("plenary.")]


def test_every_foreign_key_points_down():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in own_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if field.related_model._meta.app_label != model._meta.app_label
        if field.related_model.__module__.startswith("plenary.")
        if height(field.related_model._meta.app_label) >= height(model._meta.app_label)
        and not (height(model._meta.app_label) == 0 and height(field.related_model._meta.app_label) == 0)
    ]
    assert upward == []


def test_the_foundation_knows_no_office():
    keys = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        if height(model._meta.app_label) == 0
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if height(field.related_model._meta.app_label) > 0
    ]
    assert keys == []


WRITING = {
    "save",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "delete",
    "update",
    "add",
    "set",
    "clear",
    "remove",
}
#: Methods of sets, dicts and the like that share a name with a manager's; a write needs an `objects` or a save.
SURE = {"save", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}


def writes_in(file: Path) -> list[str]:
    """Calls that write rows: a sure name, or any writing name on a chain that holds `objects`."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING):
            continue
        chain = ast.unparse(node.func.value)
        if (node.func.attr in SURE and "form" not in chain) or ".objects" in chain:
            found.append(f"{file.relative_to(SOURCE)}:{node.lineno} {ast.unparse(node.func)}")
    return found


def test_only_actions_write():
    """Actions and the foundation are the only writers; interfaces and queries never write a row."""
    outside = [
        file
        for folder in ("offices", "interfaces", "config", "procedure")
        for file in (SOURCE / folder).rglob("*.py")
        if "migrations" not in file.parts and "actions" not in file.relative_to(SOURCE).parts[2:3]
    ]
    assert outside
    assert [line for file in outside for line in writes_in(file)] == []


def test_the_scan_for_writes_sees_one(tmp_path, monkeypatch):
    """The check can fail."""
    monkeypatch.setitem(globals(), "SOURCE", tmp_path)
    (tmp_path / "sly.py").write_text("def f(m):\n    m.objects.filter(pk=1).update(a=2)\n    m.save()\n")
    assert len(writes_in(tmp_path / "sly.py")) == 2


@pytest.mark.parametrize("file", sorted(SOURCE.glob("*/*/migrations/0*.py")), ids=lambda file: file.stem)
def test_migrations_are_named_in_words(file):
    assert not re.fullmatch(r"\d{4}_(initial|auto_\w+|.*_and_more|alter_\w+_\w+|remove_\w+_\w+)", file.stem)


def test_each_late_import_names_its_reason():
    """An import inside a function is an exception; the end of its line says why."""
    bare = [
        f"{file.relative_to(SOURCE)}:{number}"
        for file in SOURCE.rglob("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if "PLC0415" in line and not re.search(r"PLC0415 {1,2}\S.{3,}", line)
    ]
    assert bare == []
