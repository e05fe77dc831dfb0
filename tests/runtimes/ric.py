"""The handlers on which the Node.js worker is compared with Lambda's own runtime clients.

Each file in `node_cases` holds many: a line `== name`, with `handler=` and `events=` where they are
not `index.handler` and 1, then the text of `index.js`, or of the files named by `-- path` lines.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
EXPECTED = HERE / "node_ric_expected.json"
EVENT = {"request": {"uri": "/", "headers": {"host": [{"key": "Host", "value": "é.example"}]}}}

# Which client Lambda runs, by the runtime, and the Node.js that it was recorded on.
CLIENTS = {"nodejs20.x": "aws-lambda-ric 3.3.0", "nodejs24.x": "aws-lambda-ric 4.0.2"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A handler, its files, and how many events it gets; `group` is the file it is written in."""

    name: str
    group: str
    handler: str = "index.handler"
    events: int = 1
    files: Mapping[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        for name, text in self.files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)


def cases() -> Iterator[Case]:
    for file in sorted((HERE / "node_cases").glob("*.txt")):
        for text in re.split(r"^== ", file.read_text(), flags=re.MULTILINE)[1:]:
            yield _case(file.stem, text)


def _case(group: str, text: str) -> Case:
    heading, _, body = text.partition("\n")
    name, *settings = heading.split()
    given: dict[str, Any] = dict(setting.split("=") for setting in settings)
    if "events" in given:
        given["events"] = int(given["events"])
    first, *others = re.split(r"^-- ", body, flags=re.MULTILINE)
    files = {"index.js": first} if first else {}
    for other in others:
        path, _, content = other.partition("\n")
        files[path] = content
    return Case(name=name, group=group, files=files, **given)


def expected(runtime: str) -> dict[str, list[list[Any]]]:
    """What the client posted in each case: `[what, ...]` for each event, in order."""
    recorded: dict[str, list[list[Any]]] = json.loads(EXPECTED.read_text())[CLIENTS[runtime]]
    return recorded
