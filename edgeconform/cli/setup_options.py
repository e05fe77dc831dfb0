"""Options of the set-up that `check` and `hook` take; they import nothing that takes its time."""

from pathlib import Path

import click

python_option = click.option("--python", metavar="EXE", help="The interpreter for Python handlers.")
node_option = click.option("--node", metavar="EXE", help="The interpreter for Node.js handlers.")
strict_option = click.option(
    "--strict/--no-strict", default=None, help="Warnings count as errors do."
)
config_option = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The configuration; by default pyproject.toml or edgeconform.toml, found by walking up.",
)
