"""The command line. Exit status: 0 no error found, 1 findings, 2 the command is wrong."""

import os
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

import click

from edgeconform.cli.program import program
from edgeconform.cli.sentences import sentence
from edgeconform.cli.terminal import INTERRUPTED
from edgeconform.errors import ConfigError, EdgeconformError

TRACEBACK: Final = "EDGECONFORM_TRACEBACK"


def main() -> NoReturn:
    """Run the command that `sys.argv` names, and exit with its status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status; whatever goes wrong is told in one sentence."""
    # Hypothesis would keep a cache of the kit's own sources in the current directory.
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", os.path.join(os.devnull, "none"))  # noqa: PTH118
    try:
        status: int | None = program.main(
            list(arguments), prog_name="edgeconform", standalone_mode=False
        )
    except ConfigError as error:
        return _refuse(*(sentence(ConfigError(line)) for line in str(error).splitlines()))
    except (EdgeconformError, click.ClickException) as error:
        return _refuse(sentence(error))
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        if isinstance(error, PermissionError) and error.filename:
            # Before Python 3.14, asking whether a file is there raises it inside a closed folder.
            return _refuse(sentence(EdgeconformError(f"{error.filename}: permission denied")))
        return _refuse(
            f"edgeconform itself failed ({type(error).__name__}: {error}); please report it"
            f" with what {TRACEBACK}=1 shows"
        )
    return status or 0


def _refuse(*sentences: str) -> int:
    for text in sentences:
        click.echo(f"error: {text}", err=True)
    return 2


__all__ = ["INTERRUPTED", "main", "run"]
