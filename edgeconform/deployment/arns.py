"""Which function, and which version of it, an association names."""

import re
from dataclasses import dataclass
from typing import Final

from edgeconform.model import SourcePlace
from edgeconform.model.deployment import Setting, VersionKind

_ARN = re.compile(
    r"arn:[\w-]+:lambda:(?P<region>[^:]*):(?P<account>[^:]*)"
    r":function:(?P<name>[^:]+)(?::(?P<version>.+))?"
)
_NAMED_IN_ARN: Final = re.compile(r"arn:.*:lambda:.*:function:(?P<name>[^:]+)(?::(?P<version>.+))?")
_REFERENCE = re.compile(r"\$\{[^}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionRef:
    """A function by its name, empty if that is not known, and where known Region and version."""

    name: str = ""
    region: Setting[str] | None = None
    version: Setting[VersionKind] | None = None


NOWHERE: Final = FunctionRef()


def function_ref(name: str, version: VersionKind | None, place: SourcePlace) -> FunctionRef:
    """Return a function that the template itself makes, and the version that is named."""
    return FunctionRef(
        name=name, version=None if version is None else Setting(value=version, place=place)
    )


def parse_arn(text: str, place: SourcePlace) -> FunctionRef | None:
    """Read an ARN, in parts of which references may stand; None if it is none of a function."""
    hidden = text.replace("AWS::", "AWS.")
    found = _ARN.fullmatch(hidden) or _NAMED_IN_ARN.fullmatch(hidden)
    if found is None:
        return None
    region = found.groupdict().get("region")
    certain = bool(region) and not _REFERENCE.search(str(region))
    version = version_kind(found["version"] or "")
    return FunctionRef(
        name=found["name"].replace("AWS.", "AWS::"),
        region=Setting(value=str(region), place=place) if certain else None,
        version=None if version is None else Setting(value=version, place=place),
    )


def version_kind(qualifier: str) -> VersionKind | None:
    """Return what follows the function's ARN: a number, $LATEST, the name of an alias, nothing."""
    if not qualifier:
        return "none"
    if qualifier == "$LATEST":
        return "$LATEST"
    if qualifier.isdecimal():
        return "numbered"
    if _REFERENCE.search(qualifier):
        return "numbered" if re.search(r"[Vv]ersion\}$", qualifier) else None
    return "alias"
