"""A file that is missed in the package, and lies beside the handler, is told of."""

from pathlib import Path

import pytest

from edgeconform.engine import Options, check
from edgeconform.handlers import discover
from edgeconform.model import EventType
from tests.support import COMPARING

AT_LOAD = "JSON.parse(require('fs').readFileSync('./settings.json'))"
AT_EACH = "require('fs').readFileSync(process.env.LAMBDA_TASK_ROOT + '/settings.json')"
SAYS = (
    "settings.json', which lies in edge/auth (if that is the folder that is deployed,"
    " name it as the handler's root in the configuration)"
)


def messages(folder: Path, source: str, lies_in: str, root: str = "") -> list[str]:
    path = folder / "edge" / "auth" / "index.js"
    path.parent.mkdir(parents=True)
    path.write_text(source)
    (folder / "package.json").write_text("{}")
    (folder / lies_in / "settings.json").write_text("{}")
    (handler,) = discover(path, root=folder / root if root else None)
    options = Options(seed=1, bulk=5, max_examples=1, disable=COMPARING)
    (run,) = check(handler, (EventType.VIEWER_REQUEST,), options)
    return [each.message for each in run.findings]


@pytest.mark.parametrize(
    "source",
    [
        f"{AT_LOAD}; exports.handler = async (event) => event.Records[0].cf.request",
        f"exports.handler = async (event) => [{AT_EACH}, event.Records[0].cf.request][1]",
    ],
    ids=["load", "invocation"],
)
def test_what_lies_beside_the_handler(tmp_path: Path, source: str) -> None:
    (message,) = messages(tmp_path / "a", source, "edge/auth")
    assert message.endswith(SAYS)
    assert messages(tmp_path / "b", source, "edge/auth", root="edge/auth") == []


def test_what_lies_nowhere_near(tmp_path: Path) -> None:
    source = f"const settings = {AT_LOAD}\nexports.handler = async () => settings"
    (message,) = messages(tmp_path, source, "edge")
    assert message.endswith("open './settings.json'")
