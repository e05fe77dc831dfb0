"""`edgeconform replay`."""

from pathlib import Path

import click

from edgeconform.errors import UsageError


@click.command("replay")
@click.argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("-v", "--verbose", is_flag=True, help="Show events and results whole.")
def replay_command(files: tuple[Path, ...], verbose: bool) -> int:
    """Run saved failing events again: still failing, fixed, or other failure.

    FILE is one that check saved; without any, all under .edgeconform/failures are run.
    Exit status: 0 if all are fixed, 1 if one still fails, otherwise 2 if some cannot be run, such
    as those of a handler that is gone.
    """
    from edgeconform.cli.replaying import replay_all

    return replay_all(files or _saved(), verbose=verbose)


def _saved() -> list[Path]:
    from edgeconform.reports.words import FAILURES

    found = sorted(Path(FAILURES).glob("*.json"))
    if not found:
        raise UsageError(
            f"nothing is saved under {FAILURES.as_posix()} here; edgeconform check saves what fails"
        )
    return found
