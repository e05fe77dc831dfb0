"""The cache of clean verdicts: it can be deleted or damaged at any time."""

from pathlib import Path

import pytest

from edgeconform import cache
from edgeconform.cache import Cache, key_of

KEY = "0123456789abcdef"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "handler.py"
    path.write_text("one")
    return path


@pytest.fixture
def entry(tmp_path: Path, file: Path) -> Path:
    """The file that holds a verdict on `file` and on one that is not there."""
    kept = Cache(tmp_path)
    kept.keep(KEY, kept.snapshot([file, tmp_path / "package.json"]))
    assert Cache(tmp_path).holds(KEY)
    return tmp_path / ".edgeconform" / "cache" / f"{KEY}.json"


def test_nothing_is_held_before_it_is_kept(tmp_path: Path) -> None:
    assert not Cache(tmp_path).holds(KEY)


@pytest.mark.usefixtures("entry")
def test_a_file_that_changes_appears_or_goes_undoes_the_verdict(tmp_path: Path, file: Path) -> None:
    file.write_text("two")
    assert not Cache(tmp_path).holds(KEY)
    file.write_text("one")
    assert Cache(tmp_path).holds(KEY)
    (tmp_path / "package.json").touch()
    assert not Cache(tmp_path).holds(KEY)
    (tmp_path / "package.json").unlink()
    file.unlink()
    assert not Cache(tmp_path).holds(KEY)


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"files": 1}', '{"files": [', "[" * 10**5])
def test_a_damaged_entry_counts_as_none(tmp_path: Path, entry: Path, damage: str) -> None:
    entry.write_text(damage)
    assert not Cache(tmp_path).holds(KEY)


def test_a_change_during_a_run_is_seen_afterwards(tmp_path: Path, file: Path) -> None:
    kept = Cache(tmp_path)
    before = kept.snapshot([file])
    file.write_text("edited while the handler ran")
    kept.keep(KEY, before)
    assert not Cache(tmp_path).holds(KEY)


def test_a_large_file_counts_by_size_and_time(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_LARGE", 3)
    [told] = Cache(tmp_path).snapshot([file]).values()
    assert told == f"3 bytes of {file.stat().st_mtime_ns}"


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path, file: Path) -> None:
    (tmp_path / ".edgeconform").write_text("in the way")
    kept = Cache(tmp_path)
    kept.keep(KEY, kept.snapshot([file]))
    assert not kept.holds(KEY)


def test_git_does_not_see_the_cache(entry: Path) -> None:
    assert (entry.parent.parent / ".gitignore").read_text() == "*\n"


def test_a_key_stands_for_its_parts_and_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    key = key_of("run", {"bulk": 1, "seed": 2})
    assert key == key_of("run", {"seed": 2, "bulk": 1})
    assert key != key_of("run", {"seed": 2, "bulk": 2})
    monkeypatch.setattr(cache, "__version__", "0.0.0")
    assert key != key_of("run", {"bulk": 1, "seed": 2})
