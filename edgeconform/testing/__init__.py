"""What tests use: handlers as tests, single answers judged, handlers in their workers."""

from edgeconform.testing.conforming import conforms
from edgeconform.testing.edge_handler import EdgeHandler, EdgeHandlers, InvocationError
from edgeconform.testing.one_answer import assert_conforms

__all__ = ["EdgeHandler", "EdgeHandlers", "InvocationError", "assert_conforms", "conforms"]
