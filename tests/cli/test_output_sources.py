"""A report takes the place of no source."""

from pathlib import Path

import pytest

from edgeconform.cli import run
from tests.cli.miniatures import GOOD


@pytest.mark.parametrize("name", ["h.py", "edgeconform.toml", "template.yaml", "h.mjs"])
def test_a_source_is_not_overwritten(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("h.py").write_text(GOOD)
    kept = Path(name)
    if not kept.exists():
        kept.write_text("# mine\n")
    before = kept.read_text()
    check = ["check", "h.py", "--event", "viewer-request", "--bulk", "1", "--engine", "bulk"]
    assert run([*check, "--format", "json", "--output", name]) == 2
    assert f"--output {name} is there and no report; name another file" in capsys.readouterr().err
    assert kept.read_text() == before
