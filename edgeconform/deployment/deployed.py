"""From a template to the handlers that it runs, and how it runs them."""

from collections.abc import Iterator
from dataclasses import dataclass

from edgeconform.deployment.forwarding import made_by_cloudfront
from edgeconform.deployment.sources import handler_of
from edgeconform.model import EventType, Handler
from edgeconform.model.deployment import (
    Association,
    Behavior,
    Deployment,
    EdgeFunction,
    Forwarding,
    Names,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeployedHandler:
    """A handler at an event, with the function and the association that run it there."""

    handler: Handler
    event_type: EventType
    function: EdgeFunction
    association: Association
    behavior: Behavior


@dataclass(frozen=True, slots=True, kw_only=True)
class Handlers:
    """The handlers of a deployment, and sentences on functions whose source is not at hand."""

    found: tuple[DeployedHandler, ...]
    missing: tuple[str, ...]


def handlers(deployment: Deployment) -> Handlers:
    """Return the handlers that a deployment runs, each once for an event and a way to forward."""
    found: dict[tuple[object, ...], DeployedHandler] = {}
    missing: dict[str, str] = {}
    for use in deployment.uses():
        association = use.association
        handler = handler_of(use.function)
        if handler is None:
            missing[use.function.name] = _why(use.function)
            continue
        body = association.include_body
        key = (handler, association.event_type, body and body.value, use.behavior.forwarding)
        found.setdefault(
            key,
            DeployedHandler(
                handler=handler,
                event_type=association.event_type,
                function=use.function,
                association=association,
                behavior=use.behavior,
            ),
        )
    missing |= {name: _unused(name) for name in _declared_only(deployment)}
    return Handlers(found=tuple(found.values()), missing=tuple(missing.values()))


def _declared_only(deployment: Deployment) -> Iterator[str]:
    used = {use.function.name for use in deployment.uses()}
    return (function.name for function in deployment.functions if function.name not in used)


def _unused(name: str) -> str:
    return f"{name} is not checked: the template does not say at which events it runs"


def _why(function: EdgeFunction) -> str:
    if function.code is None or function.handler is None:
        return (
            f"{function.name} is not checked: the template names no file or folder with its source;"
            " code that stands in a template must be put in a file"
        )
    return (
        f"{function.name} is not checked: {function.code.value} has no source for the handler"
        f" {function.handler.value}"
    )


def policy_of(forwarding: Forwarding) -> tuple[str | None, tuple[str, ...]]:
    """Return the policy, in the words of `--policy`, that forwards the same, and further headers.

    None where no such policy does, or it is not certain what is forwarded.
    """
    query, headers = forwarding.query_strings, forwarding.headers
    if query is None or headers is None:
        return None, ()
    if query == Names() and not headers.everything:
        return "minimal", tuple(sorted(headers.names))
    left_out = headers.names - made_by_cloudfront()
    if query == Names(everything=True) and headers.everything:
        if not left_out:
            return "all-viewer", ()
        if left_out == {"host"}:
            return "all-viewer-except-host", ()
    return None, ()
