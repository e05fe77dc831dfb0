"""The four events at which CloudFront runs a function."""

from enum import StrEnum
from typing import Literal

Side = Literal["viewer", "origin"]


class EventType(StrEnum):
    """The value of `cf.config.eventType`.

    Source: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
    """

    VIEWER_REQUEST = "viewer-request"
    ORIGIN_REQUEST = "origin-request"
    ORIGIN_RESPONSE = "origin-response"
    VIEWER_RESPONSE = "viewer-response"

    @property
    def is_request(self) -> bool:
        """Whether the function receives a request and may answer it."""
        return self in (EventType.VIEWER_REQUEST, EventType.ORIGIN_REQUEST)

    @property
    def is_response(self) -> bool:
        """Whether the function receives a response."""
        return not self.is_request

    @property
    def side(self) -> Side:
        """Which side of the cache the event is on; quotas differ by it."""
        if self in (EventType.VIEWER_REQUEST, EventType.VIEWER_RESPONSE):
            return "viewer"
        return "origin"
