"""The four events at which CloudFront runs a function."""

from enum import StrEnum
from typing import Final, Literal

Side = Literal["viewer", "origin"]


class EventType(StrEnum):
    """The value of `cf.config.eventType`.

    `is_request` says whether the function receives a request, and may answer it; `side` is the side
    of the cache that the event is on, by which quotas differ.

    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
    """

    VIEWER_REQUEST = "viewer-request"
    ORIGIN_REQUEST = "origin-request"
    ORIGIN_RESPONSE = "origin-response"
    VIEWER_RESPONSE = "viewer-response"

    def __init__(self, value: str) -> None:
        """Work out what is asked of it at every invocation."""
        self.is_request: Final = value.endswith("request")
        self.is_response: Final = not self.is_request
        self.side: Final[Side] = "viewer" if value.startswith("viewer") else "origin"
