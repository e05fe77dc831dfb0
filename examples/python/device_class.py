# event: viewer-request
"""Normalise the User-Agent to a device class, in a header of its own for the cache key.

Distribution: the cache policy includes the header X-Device-Class, and not User-Agent, which has
so many values that hardly any request would hit the cache.
"""

from typing import Any

TABLETS = ("ipad", "tablet", "kindle", "silk/", "playbook")
PHONES = ("mobi", "iphone", "ipod", "windows phone", "opera mini")


def device_class(user_agent: str) -> str:
    """Return "tablet", "mobile" or "desktop", the last also for an unknown or missing agent."""
    text = user_agent.lower()
    # Android tablets name Android without Mobile.
    if any(word in text for word in TABLETS) or ("android" in text and "mobi" not in text):
        return "tablet"
    if any(word in text for word in PHONES):
        return "mobile"
    return "desktop"


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Overwrite the header, so that a viewer cannot choose its own class."""
    request: dict[str, Any] = event["Records"][0]["cf"]["request"]
    headers = request["headers"]
    user_agent = " ".join(entry["value"] for entry in headers.get("user-agent", []))
    headers["x-device-class"] = [{"key": "X-Device-Class", "value": device_class(user_agent)}]
    return request
