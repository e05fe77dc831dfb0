"""One event that was tried, and what came of it."""

from dataclasses import dataclass
from typing import Final

from edgeconform.checks import Exchange
from edgeconform.model import Finding, Invocation, NotLoaded, SignatureRefused

_UNLOADED: Final = {
    "": "the handler cannot be loaded",
    "network": "the handler cannot be loaded without the network: allow it with --allow-network,"
    " or stub what needs it with --preload (both are keys of the configuration, too)",
    "filesystem": "the handler cannot be loaded where the file system is read-only",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An exchange and what it is blamed for."""

    exchange: Exchange
    findings: tuple[Finding, ...]

    @property
    def invocation(self) -> Invocation:
        """The invocation that was judged."""
        return self.exchange.invocation

    @property
    def unloaded(self) -> str:
        """Why the handler could not be loaded, in a sentence; empty where it was."""
        match self.invocation.outcome:
            case NotLoaded(blocked=blocked):
                return _UNLOADED[blocked]
            case SignatureRefused():
                return "the runtime refuses the handler's signature"
            case _:
                return ""
