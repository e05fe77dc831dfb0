"""`edgeconform schema`."""

import json

import click

from edgeconform import schemas
from edgeconform.cli.shared_options import limits_option
from edgeconform.cli.terminal import print_text
from edgeconform.cli.values import OneOf


@click.command("schema")
@click.argument("name", required=False, type=OneOf("schema", schemas.names, "NAME"))
@limits_option
def schema_command(name: str | None, limits: str) -> None:
    """Print a JSON Schema (2020-12), complete in itself; without NAME, list the names.

    NAME is an event type for the event, with .result for what a handler may answer, or one of the
    kit's own formats, such as report.
    """
    if name is None:
        print_text("\n".join(schemas.names()) + "\n")
        return
    schema = schemas.load(name, schemas.limits(limits))
    print_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
