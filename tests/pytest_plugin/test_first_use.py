"""What a user does first: a handler, six lines of configuration, and pytest."""

from pathlib import Path

from tests.config.miniatures import write
from tests.pytest_plugin.projects import run

BROKEN = """\
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    agent = request["headers"]["user-agent"][0]["value"]
    request["uri"] = "/mobile" + request["uri"] if "Mobile" in agent else request["uri"]
    return request
"""
MENDED = BROKEN.replace(
    '["headers"]["user-agent"][0]["value"]',
    '["headers"].get("user-agent", [{"value": ""}])[0]["value"]',
)
TOML = """\
[[tool.edgeconform.handlers]]
path = "src/mobile.py"
events = ["viewer-request"]

[tool.pytest.ini_options]
edgeconform = true
"""


def test_a_handler_fails_until_it_is_mended(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": TOML, "src/mobile.py": BROKEN})
    failing = run(tmp_path)
    assert failing.returncode == 1
    assert "pyproject.toml F" in failing.stdout
    assert "EC102 handler-exception  error, the viewer gets a 503" in failing.stdout
    assert "  the handler raises KeyError: 'user-agent'" in failing.stdout
    (tmp_path / "src" / "mobile.py").write_text(MENDED)
    passing = run(tmp_path)
    assert passing.returncode == 0, passing.stdout
    assert "1 passed" in passing.stdout
