"""The configuration: found, read, and laid under what a command says."""

from edgeconform.config.idle import idle_patterns
from edgeconform.config.layer import Layer, Settings
from edgeconform.config.planning import Plan, configs_for, notes_on, plans
from edgeconform.config.project import Config, Entry
from edgeconform.config.reading import FILES, find, read

__all__ = [
    "FILES",
    "Config",
    "Entry",
    "Layer",
    "Plan",
    "Settings",
    "configs_for",
    "find",
    "idle_patterns",
    "notes_on",
    "plans",
    "read",
]
