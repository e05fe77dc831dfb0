"""What tells a finding from those of other handlers, and stays from run to run."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from edgeconform.engine.fingerprint import with_fingerprint
from edgeconform.model import EventType, Finding, Handler, Language, Level

FINDING = Finding(
    code="EC301",
    check="header-disallowed",
    level=Level.ERROR,
    event_type=EventType.VIEWER_REQUEST,
    message="",
    place="headers.connection",
    viewer_sees="502",
    event={},
)


def fingerprint(folder: Path, export: str = "handler", finding: Finding = FINDING) -> str:
    path = folder / "index.js"
    handler = Handler(path=path, export=export, language=Language.NODEJS, root=folder)
    return with_fingerprint(finding, handler).fingerprint


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("code", "EC302"),
        ("level", Level.WARNING),
        ("event_type", EventType.ORIGIN_REQUEST),
        ("place", "headers.upgrade"),
    ],
)
def test_findings_are_told_apart(tmp_path: Path, field: str, other: Any) -> None:
    changed = replace(FINDING, **{field: other})
    assert fingerprint(tmp_path, finding=changed) != fingerprint(tmp_path)


def test_what_comes_by_chance_does_not_count(tmp_path: Path) -> None:
    changed = replace(FINDING, message="another", event={"a": 1}, measured="3 s")
    assert fingerprint(tmp_path, finding=changed) == fingerprint(tmp_path)


def test_packages_of_one_repository_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert fingerprint(tmp_path / "a") != fingerprint(tmp_path / "b")
    assert fingerprint(tmp_path / "a") != fingerprint(tmp_path / "a", export="other")


def test_a_checkout_elsewhere_gives_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set()
    for checkout in ("first", "second"):
        (tmp_path / checkout).mkdir()
        monkeypatch.chdir(tmp_path / checkout)
        seen.add(fingerprint(tmp_path / checkout / "edge"))
    assert len(seen) == 1
