"""The commands by name; each is imported when it is asked for."""

import gc
import sys
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Final

import click

from edgeconform import __version__

COMMANDS: Final = {
    "check": "Try handlers on events that CloudFront can send, and judge their answers.",
    "deploy": "Say what CloudFront would refuse of how handlers are deployed.",
    "cost": "Reckon what Lambda@Edge would charge for a month.",
    "replay": "Run saved failing events again.",
    "explain": "Tell what a check, or an error message of AWS, means.",
    "events": "Print sample events as JSON lines.",
    "hook": "Check what a commit changes, for pre-commit.",
    "init": "Write a configuration for the handlers found here.",
    "schema": "Print a JSON Schema of the contract.",
}


class LazyGroup(click.Group):
    """A group whose commands are found in modules of their names."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names of the commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command; None if there is no such one."""
        if cmd_name not in COMMANDS:
            return None
        module = _imported(f"edgeconform.cli.{cmd_name}_command")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named first, or say which one was meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            raise click.UsageError(f"there is no command {name!r}; {_meant(name)}", ctx)
        return super().resolve_command(ctx, args)


def _imported(name: str) -> ModuleType:
    """Import a module; what came with it is never looked through for garbage, since it stays."""
    if name in sys.modules:
        return sys.modules[name]
    gc.disable()
    module = import_module(name)
    gc.freeze()
    gc.enable()
    return module


def _meant(name: str) -> str:
    if Path(name).is_file():
        return f"did you mean edgeconform check {name}?"
    if close := get_close_matches(name, COMMANDS, n=1):
        return f"did you mean {close[0]}?"
    return f"the commands are {', '.join(COMMANDS)}"


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 no error found, 1 findings, 2 the command or the set-up is wrong.",
)
@click.version_option(__version__, message="edgeconform %(version)s")
@click.pass_context
def program(ctx: click.Context) -> int:
    """Find out what CloudFront and Lambda would refuse of a Lambda@Edge handler."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        return 2
    return 0
