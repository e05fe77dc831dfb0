"""A name for a finding that stays the same from run to run."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from edgeconform.model import Finding, Handler


def with_fingerprint(finding: Finding, handler: Handler) -> Finding:
    """Return `finding` with 16 hex digits made of its handler, event type, check and place.

    The handler's file counts as seen from the current folder, where it lies below it: two packages
    of one repository may both have an `index.handler`.
    """
    parts = (
        _file(handler),
        handler.export,
        finding.event_type,
        finding.code,
        finding.level,
        finding.place,
    )
    digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return replace(finding, fingerprint=digest[:16])


def _file(handler: Handler) -> str:
    path = handler.path.resolve()
    for folder in (Path.cwd(), handler.root.resolve()):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name
