"""What the user asked `edgeconform check` to do."""

from dataclasses import dataclass
from pathlib import Path

from edgeconform.cli.outputs import Output
from edgeconform.config import Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckArguments:
    """The arguments and options, each by its name; None where the configuration is to tell.

    `flags` are the settings among them; `config` is the configuration to take, None to look for
    one; `workers` is how many runs are made at a time; `cost` are requests a month to be reckoned.
    """

    files: tuple[Path, ...]
    export: str | None
    config: Path | None
    flags: Layer
    seed: int | None
    strict: bool | None
    workers: int | None
    baseline: Path | None
    baseline_update: bool
    cost: int | None
    verbose: bool
    outputs: tuple[Output, ...]
