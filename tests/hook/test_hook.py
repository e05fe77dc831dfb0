"""`edgeconform hook`: what it runs, what it skips, and what it does not run again."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from edgeconform import cli
from edgeconform.cli import checking
from edgeconform.engine import Job, check_all
from edgeconform.model import Run

GOOD = """\
# event: viewer-request
import helper

def handler(event, context):
    return helper.passed_on(event)
"""
HELPER = """\
def passed_on(event):
    return event["Records"][0]["cf"]["request"]
"""
BAD = """\
# event: viewer-request
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["headers"]["connection"] = [{"key": "Connection", "value": "close"}]
    return request
"""
ODD = """\
# event: viewer-request
def handler(event, context):
    return {"status": "200", "headers": {}, "statusText": "OK"}
"""
FILES = {
    "good.py": GOOD,
    "helper.py": HELPER,
    "bad.py": BAD,
    "odd.py": ODD,
    "notes.md": "no source",
    "template.yaml": "Resources: {}",
    "imported.py": "from somewhere_else import handler\n",
    "plain.py": "print('no handler')\n",
    "broken.py": "def no source of a kind\n",
    "broken_handler.py": "def handler(event, context):\n    return (\n",
}

Hook = Callable[..., int]
Ran = list[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Ran:
    """The names of the files whose handlers were run."""
    names: Ran = []

    def recorded(jobs: tuple[Job, ...], **options: Any) -> Iterator[tuple[Job, Run]]:
        names.extend(job.target.handler.path.name for job in jobs)
        return check_all(jobs, **options)

    monkeypatch.setattr(checking, "check_all", recorded)
    return names


@pytest.fixture
def hook(capsys: pytest.CaptureFixture[str]) -> Hook:
    def run(*arguments: str) -> int:
        return cli.run(["hook", "--bulk", "0", *arguments])

    return run


def configure(folder: Path, *names: str, rest: str = "") -> None:
    listed = "".join(f'[[handlers]]\npath = "{name}"\n' for name in names)
    (folder / "edgeconform.toml").write_text(f"{rest}\n{listed}")


def test_files_without_handler_are_skipped_in_silence(
    hook: Hook, ran: Ran, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hook("notes.md", "template.yaml", "plain.py", "broken.py", "helper.py") == 0
    assert (ran, capsys.readouterr()) == ([], ("", ""))


def test_a_finding_fails_each_time(
    hook: Hook, ran: Ran, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert hook("good.py", "bad.py") == 1
        out = capsys.readouterr().out
        assert "EC301 header-disallowed" in out
        assert "good.py" not in out
        assert "--seed" not in out  # which is no option of the hook
    assert ran == ["good.py", "bad.py", "bad.py"]


@pytest.mark.parametrize("name", ["broken_handler.py", "imported.py"])
def test_a_handler_that_does_not_load_is_found(
    hook: Hook, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert hook(name) == 1
    assert "EC101" in capsys.readouterr().out


def test_a_warning_is_shown_each_time_and_fails_if_strict(
    hook: Hook, ran: Ran, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, status in ((("odd.py",), 0), (("odd.py",), 0), (("--strict", "odd.py"), 1)):
        assert hook(*arguments) == status
        assert "warning" in capsys.readouterr().out
    assert ran == ["odd.py"] * 3


def test_what_did_not_change_is_not_run_again(folder: Path, hook: Hook, ran: Ran) -> None:
    def again(*arguments: str) -> Ran:
        ran.clear()
        assert hook(*arguments, "good.py", "plain.py") == 0
        return ran

    assert again() == ["good.py"]
    assert again() == []
    (folder / "helper.py").write_text(f"# A comment.\n{HELPER}")
    assert again() == ["good.py"]
    assert again("--time-box", "30") == ["good.py"]
    for path in (folder / ".edgeconform" / "cache").iterdir():
        path.write_text("damaged")
    assert again() == ["good.py"]
    (folder / "edgeconform.toml").write_text("policy = 'geo'\n")
    assert again() == ["good.py"]
    assert again() == []


def test_configured_handlers_are_run_as_far_as_they_changed(
    folder: Path, hook: Hook, ran: Ran
) -> None:
    (folder / "other.py").write_text(
        GOOD.replace("import helper\n", "").replace(
            "helper.passed_on(event)", "event['Records'][0]['cf']['request']"
        )
    )
    configure(folder, "good.py", "other.py")
    assert hook() == 0
    assert ran == ["good.py", "other.py"]
    (folder / "plain.py").write_text("print('nobody depends on it')\n")
    (folder / "helper.py").write_text(f"# A comment.\n{HELPER}")
    assert hook() == 0
    assert ran == ["good.py", "other.py", "good.py"]
    configure(folder, "good.py", "other.py", "bad.py")
    assert hook() == 1
    assert ran[3:] == ["bad.py"]


def test_a_changed_file_runs_the_configured_handlers_made_of_it(
    folder: Path, hook: Hook, ran: Ran
) -> None:
    configure(folder, "good.py")
    assert hook("helper.py", "plain.py") == 0
    assert hook("good.py") == 0
    assert ran == ["good.py"]


def test_a_known_finding_does_not_fail_until_the_baseline_changes(
    folder: Path, hook: Hook, ran: Ran
) -> None:
    little = ["--engine", "bulk", "--bulk", "0"]
    update = ["--baseline", "known.json", "--baseline-update"]
    assert cli.run(["check", "bad.py", *little, *update]) == 0
    configure(folder, "bad.py", rest='baseline = "known.json"')
    ran.clear()
    assert (hook(), hook(), ran) == (0, 0, ["bad.py"])
    known = json.loads((folder / "known.json").read_text())
    (folder / "known.json").write_text(json.dumps({**known, "findings": []}))
    assert hook() == 1


def test_without_configuration_and_files_it_says_what_to_do(
    hook: Hook, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hook() == 2
    assert "edgeconform init" in capsys.readouterr().err


def test_a_missing_node_is_one_sentence(
    folder: Path,
    hook: Hook,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    (folder / "redirect.js").write_text("exports.handler = async (event) => event;\n")
    assert hook("redirect.js") == 2
    assert capsys.readouterr().err == (
        "error: this handler needs Node.js, and there is no `node` on PATH; install Node.js 18 or"
        " newer, or name one with --node\n"
    )
    assert hook("--node", "no-such-node", "redirect.js") == 2
    assert "'no-such-node', named with --node, is not a program" in capsys.readouterr().err


def test_asking_the_cache_imports_nothing_heavy(hook: Hook) -> None:
    assert hook("good.py") == 0
    heavy = ("faker", "hypothesis", "jsonschema", "jsonschema_rs", "rich", "tree_sitter")
    program = (
        "import sys; from edgeconform import cli; assert cli.run(sys.argv[1:]) == 0;"
        f"print(*({{*sys.modules}} & {{*{heavy}}}), end='')"
    )
    command = [sys.executable, "-c", program, "hook", "--bulk", "0", "good.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
