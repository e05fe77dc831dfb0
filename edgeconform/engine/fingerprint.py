"""A name for a finding that stays the same from run to run."""

from dataclasses import replace
from hashlib import sha256

from edgeconform.model import Finding, Handler


def with_fingerprint(finding: Finding, handler: Handler) -> Finding:
    """Return `finding` with 16 hex digits made of its handler, event type, check and place."""
    parts = (handler.name, finding.event_type, finding.code, finding.level, finding.place)
    digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return replace(finding, fingerprint=digest[:16])
