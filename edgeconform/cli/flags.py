"""What the options of a command set, as a layer above the configuration."""

from pathlib import Path
from typing import Any, Final

import click
from click.core import ParameterSource

from edgeconform.config import Layer
from edgeconform.model import Json, Runtime

_KEYS: Final = {
    "event_types": "events",
    "cover": "coverage",
    **{
        name: name.replace("_", "-")
        for name in (
            "allow_network",
            "bulk",
            "disable",
            "enable",
            "engine",
            "headers",
            "include_body",
            "limits",
            "max_examples",
            "memory",
            "methods",
            "node",
            "origin",
            "policy",
            "preload",
            "python",
            "runtime",
            "seed_events",
            "time_box",
            "time_budget",
            "timeout",
        )
    },
}


def flags_of(ctx: click.Context, given: dict[str, Any]) -> Layer:
    """Take the settings out of `given`, and return those that the user wrote."""
    taken = {name: given.pop(name) for name in _KEYS}
    values = {
        _KEYS[name]: _as_setting(value)
        for name, value in taken.items()
        if ctx.get_parameter_source(name) is not ParameterSource.DEFAULT
    }
    options = {_KEYS[param.name]: param for param in ctx.command.params if param.name in _KEYS}
    return Layer(values=values, name=lambda key: max(options[key].opts, key=len))


def _as_setting(value: object) -> Json:
    if isinstance(value, Runtime | Path):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
