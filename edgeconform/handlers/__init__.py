"""Handlers: where they are, at which events they run, and what their sources say."""

from edgeconform.handlers.code_lines import statements
from edgeconform.handlers.discovery import define_line, discover, used_by_others
from edgeconform.handlers.event_types import Detected, event_types
from edgeconform.handlers.literals import Literals, SourcePattern, dependencies, literals
from edgeconform.handlers.modules import SUFFIXES
from edgeconform.handlers.package_roots import package_root
from edgeconform.handlers.request_parts import names_querystring, reads_request_body
from edgeconform.handlers.suppressions import Suppression, suppressions, suppressions_by

__all__ = [
    "SUFFIXES",
    "Detected",
    "Literals",
    "SourcePattern",
    "Suppression",
    "define_line",
    "dependencies",
    "discover",
    "event_types",
    "literals",
    "names_querystring",
    "package_root",
    "reads_request_body",
    "statements",
    "suppressions",
    "suppressions_by",
    "used_by_others",
]
