"""What each handler of the gallery answers, in one table for both of its languages."""

from tests.gallery import access, addresses, origins, redirects, responses
from tests.gallery.case import EVENT_TYPES, Case

CASES = (
    *redirects.CASES,
    *addresses.CASES,
    *access.CASES,
    *origins.CASES,
    *responses.CASES,
)

__all__ = ["CASES", "EVENT_TYPES", "Case"]
