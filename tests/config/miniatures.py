"""Small projects: files by name, written under a folder."""

import textwrap
from pathlib import Path

GOOD = "def handler(event, context):\n    return event['Records'][0]['cf']['request']\n"
GOOD_JS = "exports.handler = async (event) => event.Records[0].cf.request;\n"
BAD = """\
def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    request["headers"]["connection"] = [{"key": "Connection", "value": "close"}]
    return request
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write the files, and return the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return folder
