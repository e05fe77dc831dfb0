"""A signal to the group of the kit, whichever process that group is named after."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.gallery.running import needs_node
from tests.support import NOT_COMPARING

PYTHON = """
import os, signal
def handler(event, context):
    os.killpg(os.getpgid(os.getppid()), signal.SIGURG)
    return event['Records'][0]['cf']['request']
"""
NODEJS = """
const { readFileSync } = require('fs')
exports.handler = async (event) => {
  const stat = readFileSync(`/proc/${process.ppid}/stat`, 'latin1')
  process.kill(-stat.split(') ').at(-1).split(' ')[2], 'SIGURG')
  return event.Records[0].cf.request
}
"""
CHECK = ["--event", "viewer-request", "--engine", "bulk", "--bulk", "0", *NOT_COMPARING]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the group in /proc")
@pytest.mark.parametrize(
    ("name", "source"),
    [("h.py", PYTHON), pytest.param("h.js", NODEJS, marks=needs_node)],
    ids=["python", "nodejs"],
)
def test_a_group_whose_first_process_has_ended(tmp_path: Path, name: str, source: str) -> None:
    """As where a script started the kit in the background, and ended."""
    (tmp_path / name).write_text(source)
    script = ["sh", "-c", '"$@" &', "sh", sys.executable, "-m", "edgeconform", "check", name]
    with subprocess.Popen(
        [*script, *CHECK], cwd=tmp_path, stdout=subprocess.PIPE, text=True, process_group=0
    ) as first:
        first.wait()
        assert first.stdout
        assert "EC102" in first.stdout.read()
