"""`edgeconform init`."""

from pathlib import Path

import click


@click.command("init")
def init_command() -> None:
    """Write edgeconform.toml for the handlers found under the current directory.

    Nothing is ever overwritten.
    """
    from edgeconform.cli.terminal import print_text
    from edgeconform.config.initial import write_initial
    from edgeconform.reports.plain import plain
    from edgeconform.reports.words import counted

    path, found = write_initial(Path.cwd())
    lines = [
        f"{one.path} {one.export} at {', '.join(one.event_types)}: {one.reason}" for one in found
    ]
    text = "".join(f"  {plain(line)}\n" for line in lines)
    print_text(f"{path.name} names {counted(len(found), 'handler')}:\n{text}")
    print_text("look at its event types, then run: edgeconform check\n")
