"""Handlers that cost a process at every event, or at many, are given up."""

import shutil
from pathlib import Path

import pytest

from edgeconform.engine import Options, check, losses
from edgeconform.handlers import discover
from edgeconform.model import EventType
from tests.engine.conftest import Checked


@pytest.mark.usefixtures("little_minimised")
def test_a_handler_that_always_ends_its_process_is_given_up(searched: Checked) -> None:
    run = searched("import os\ndef handler(event, context):\n    os._exit(3)\n")
    assert [finding.code for finding in run.findings] == ["EC104"]
    assert run.events < 10
    assert any("were left out" in note for note in run.notes)


@pytest.mark.usefixtures("little_minimised")
@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_a_handler_that_throws_where_nothing_catches_is_given_up(tmp_path: Path) -> None:
    """Each such event costs a process, as one does on which the handler exits."""
    source = "exports.handler = () => { setTimeout(() => { throw new Error('late') }, 0) }"
    path = tmp_path / "index.js"
    path.write_text(source, encoding="utf-8")
    (handler,) = discover(path)
    (run,) = check(handler, (EventType.VIEWER_REQUEST,), Options(bulk=200, max_examples=10))
    assert [finding.code for finding in run.findings] == ["EC102"]
    assert run.events < 10


@pytest.mark.usefixtures("little_minimised")
@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_what_ends_the_process_after_each_answer_is_looked_at_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each such event costs a process, too, but its answer can be judged."""
    monkeypatch.setattr(losses, "MOST_ANSWERED_IN_A_PHASE", 8)
    monkeypatch.setattr(losses, "MOST_ANSWERED", 18)
    source = """
        exports.handler = async (event) => {
          const { request } = event.Records[0].cf;
          Promise.reject(new Error('nobody listens'));
          if (request.querystring) request.headers['x-page'] = 'html';
          return request;
        };
    """
    path = tmp_path / "index.js"
    path.write_text(source, encoding="utf-8")
    (handler,) = discover(path)
    (run,) = check(handler, (EventType.VIEWER_REQUEST,), Options(bulk=200, max_examples=10))
    assert {finding.code for finding in run.findings} == {"EC305", "EC804"}
    assert 16 < run.events < 40
    assert any("cut short" in note for note in run.notes)


@pytest.mark.usefixtures("little_minimised")
def test_a_handler_that_ends_its_process_at_random_is_given_up(searched: Checked) -> None:
    body = (
        "import os\n"
        "def handler(event, context):\n"
        "    request = event['Records'][0]['cf']['request']\n"
        "    if len(str(event)) % 2:\n"
        "        os._exit(3)\n"
        "    return request\n"
    )
    run = searched(body)
    assert [finding.code for finding in run.findings] == ["EC104"]
    assert run.events < 400
