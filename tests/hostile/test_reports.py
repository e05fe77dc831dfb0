"""What a handler says and does reaches every report, and takes over none of their readers."""

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from edgeconform import cli
from edgeconform.reports import FORMATS

PAYLOAD = (
    "\x1b]0;title\x07\x1b[2J\r\n::error::taken over\n<script>alert(1)</script>]]></failure>"
    "'\"`$(touch ran);|&%0A::set-output name=a::b ''' \"\"\" \\ \u202e\u2028\ud800 \x00\x9b31m"
)
SOURCE = f"""\
payload = {PAYLOAD!a}
text = payload.encode('utf-8', 'replace').decode()
kind = type(text.replace('\\0', ''), (Exception,), {{}})
def handler(event, context):
    request = event['Records'][0]['cf']['request']
    print(text)
    if request['method'] == 'OPTIONS':
        raise kind(payload)
    if request['method'] == 'PUT':
        open('/etc/' + text.replace('\\0', '').replace('/', ''), 'w')
    request['headers'][text] = 'text'
    return request
"""
NAME = "evil \x1b[31m<b>'\"&;$(touch ran)`::error::\n.py"
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\ud800-\udfff]")


def is_plain(text: str) -> None:
    assert not CONTROL.search(text), CONTROL.search(text)


def is_json(text: str) -> None:
    is_plain(text)
    json.loads(text)


def is_xml(text: str) -> None:
    root = ElementTree.fromstring(text)
    assert {each.tag for each in root.iter()} <= {
        *("testsuites", "testsuite", "testcase", "failure", "system-out", "properties", "property"),
        *("error", "skipped"),
    }
    assert not CONTROL.search(text.replace("\t", " "))


def is_html(text: str) -> None:
    assert "<script>alert" not in text
    assert "<b>'" not in text
    is_plain(text)


def is_commands(text: str) -> None:
    """Only the kit's own lines are commands, and none holds another."""
    is_plain(text)
    for line in text.splitlines():
        if line.startswith("::"):
            assert re.match(r"::(error|warning|notice) (file|title)=", line), line


def is_python(text: str) -> None:
    """The module holds the payload in strings only."""
    is_plain(text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name | ast.Attribute | ast.FunctionDef):
            name = getattr(node, "id", getattr(node, "attr", getattr(node, "name", "")))
            assert not re.search("alert|touch|taken", name)


READERS: dict[str, Callable[[str], None]] = {
    "text": is_plain,
    "json": is_json,
    "sarif": is_json,
    "gitlab": is_json,
    "junit": is_xml,
    "html": is_html,
    "github": is_commands,
    "pytest": is_python,
}


def test_every_format_is_read() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / NAME).write_text(SOURCE)
    return folder


def test_reports_of_a_hostile_handler(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    outputs = [part for name in FORMATS for part in ("--format", name, "--output", f"out.{name}")]
    search = ["--event", "viewer-request", "--seed", "1", "--bulk", "0", "--engine", "bulk"]
    assert cli.run(["check", NAME, *search, *outputs, "--verbose"]) == 1
    printed = capsys.readouterr()
    is_plain(printed.out + printed.err)
    for name, reads in READERS.items():
        text = Path(f"out.{name}").read_text(encoding="utf-8")
        assert "taken over" in text or name in ("sarif", "gitlab"), name
        reads(text)
    assert cli.run(["replay", "--verbose"]) == 1
    is_plain(capsys.readouterr().out)
    assert not Path("ran").exists()
    saved = list(Path(".edgeconform").rglob("*.json"))
    assert saved
    assert all(re.fullmatch(r"EC\d{3}-[a-z0-9-]+\.json", path.name) for path in saved)
    others = {path.name for path in project.iterdir()}
    assert others == {NAME, ".edgeconform", *(f"out.{name}" for name in FORMATS)}
