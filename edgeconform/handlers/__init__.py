"""Handlers: where they are, at which events they run, and what their sources say."""

from edgeconform.handlers.discovery import define_line, discover
from edgeconform.handlers.event_types import Detected, event_types

__all__ = ["Detected", "define_line", "discover", "event_types"]
