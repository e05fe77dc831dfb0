"""Property-based conformance tests for Lambda@Edge handlers."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from edgeconform.errors import EdgeconformError, EdgeconformWarning
    from edgeconform.strategies import (
        EventOptions,
        base_event,
        events,
        origin_requests,
        origin_responses,
        viewer_requests,
        viewer_responses,
    )
    from edgeconform.testing import InvocationError, assert_conforms, conforms

__version__ = "0.1.0"

__all__ = [
    "EdgeconformError",
    "EdgeconformWarning",
    "EventOptions",
    "InvocationError",
    "__version__",
    "assert_conforms",
    "base_event",
    "conforms",
    "events",
    "origin_requests",
    "origin_responses",
    "viewer_requests",
    "viewer_responses",
]

_STRATEGIES: Final = "edgeconform.strategies"
_TESTING: Final = "edgeconform.testing"

# Importing the package costs next to nothing: pytest imports it in every project of its users.
_HOMES: Final = {
    "EdgeconformError": "edgeconform.errors",
    "EdgeconformWarning": "edgeconform.errors",
    "EventOptions": _STRATEGIES,
    "InvocationError": _TESTING,
    "assert_conforms": _TESTING,
    "base_event": _STRATEGIES,
    "conforms": _TESTING,
    "events": _STRATEGIES,
    "origin_requests": _STRATEGIES,
    "origin_responses": _STRATEGIES,
    "viewer_requests": _STRATEGIES,
    "viewer_responses": _STRATEGIES,
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
