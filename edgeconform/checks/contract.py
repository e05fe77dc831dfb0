"""Hold a result against the schema of its event type."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, final

import jsonschema_rs

from edgeconform import schemas
from edgeconform.model import EventType, Json

MOST_VIOLATIONS: Final = 200
"""Of one result; a handler that makes thousands of bad headers has one defect, not thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A place in a result that its schema refuses; `code` names the check that it stands for.

    `path` is a list of keys and indexes from the result's top.
    """

    code: str
    path: tuple[str | int, ...]
    message: str

    @property
    def place(self) -> str:
        """The path in one string, such as `origin.custom.port`, without indexes."""
        return ".".join(str(part) for part in self.path if isinstance(part, str)) or "result"


@final
class Contract:
    """The result schema of one event type under one table of limits, compiled."""

    def __init__(self, event_type: EventType, limits: schemas.Limits) -> None:
        self.schema = schemas.load(f"{event_type}.result", limits)
        self._validator = jsonschema_rs.validator_for(self.schema)
        condition = self.schema.get("if")
        self._is_response = jsonschema_rs.validator_for(condition) if condition else None
        self._known = {kind: _known_keys(self.schema["$defs"], kind) for kind in _PARTS}

    def is_response(self, result: Json) -> bool:
        """Whether CloudFront takes `result` for a response rather than a request."""
        return self._is_response is None or self._is_response.is_valid(result)

    def known(self, kind: str) -> frozenset[str]:
        """Return the keys of a result that is taken for a request or a response, as `kind` says."""
        return self._known[kind]

    def violations(self, result: Json) -> Mapping[str, tuple[Violation, ...]]:
        """Return what the schema refuses, by the code of the check; empty if all is well."""
        if self._validator.is_valid(result):
            return {}
        found: dict[str, dict[Violation, None]] = {}
        for error in islice(self._validator.iter_errors(result), MOST_VIOLATIONS):
            violation = Violation(
                code=_check_of(self.schema, list(error.evaluation_path)),
                path=tuple(error.instance_path),
                message=error.message,
            )
            found.setdefault(violation.code, {})[violation] = None
        return {code: tuple(violations) for code, violations in found.items()}


_CONTRACTS: dict[tuple[EventType, int], tuple[schemas.Limits, Contract]] = {}


def contract(event_type: EventType, limits: schemas.Limits) -> Contract:
    """Return the compiled result schema; compiled once for a table of limits."""
    key = (event_type, id(limits))
    if key not in _CONTRACTS:
        _CONTRACTS[key] = (limits, Contract(event_type, limits))
    return _CONTRACTS[key][1]


def _check_of(schema: schemas.Schema, path: list[str | int]) -> str:
    node: Any = schema
    code = str(schema.get("x-check", ""))
    for step in path:
        node = _referenced(schema, node["$ref"]) if step == "$ref" else node[step]
        if isinstance(node, dict):
            code = node.get("x-check", code)
    return code


def _referenced(schema: schemas.Schema, reference: str) -> Any:
    return schema["$defs"][reference.removeprefix("#/$defs/")]


_PARTS: Final = {
    "request": ("resultRequest", "resultOriginRequest"),
    "response": ("resultResponse", "resultViewerResponse"),
}


def _known_keys(definitions: schemas.Schema, kind: str) -> frozenset[str]:
    parts = (definitions.get(name, {}) for name in _PARTS[kind])
    return frozenset(key for part in parts for key in part.get("properties", {}))
