"""All checks, found by looking at the chapters."""

from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Final

from edgeconform.checks.check import Check
from edgeconform.errors import UsageError

CHAPTERS: Final = (
    "lifecycle",
    "marshalling",
    "result",
    "response_status",
    "response_body",
    "headers",
    "header_shapes",
    "header_values",
    "request",
    "querystring",
    "request_body",
    "origin",
    "origin_connection",
    "origin_s3",
    "origin_headers",
    "quotas",
    "budgets",
    "environment",
    "variables",
    "location",
    "junk",
    "replaced_body",
    "query",
    "caching",
    "lost_headers",
    "secrets_logged",
    "repeated",
    "walks",
    "twins",
)

DEPLOYMENT_CHAPTERS: Final = (
    "deployed_functions",
    "deployed_features",
    "deployed_settings",
    "deployed_sizes",
    "deployed_behaviors",
    "forwarding",
)


@cache
def checks() -> tuple[Check, ...]:
    """Return every check of what a handler answers, by code."""
    return _of_chapters(CHAPTERS)


@cache
def deployment_checks() -> tuple[Check, ...]:
    """Return every check of how handlers are deployed, by code."""
    return _of_chapters(DEPLOYMENT_CHAPTERS)


@cache
def every_check() -> tuple[Check, ...]:
    """Return every check there is, by code."""
    return tuple(sorted((*checks(), *deployment_checks()), key=lambda check: check.code))


def _of_chapters(chapters: tuple[str, ...]) -> tuple[Check, ...]:
    found = [
        value
        for chapter in chapters
        for value in vars(import_module(f"edgeconform.checks.{chapter}")).values()
        if isinstance(value, Check)
    ]
    return tuple(sorted(found, key=lambda check: check.code))


def _by_name(found: tuple[Check, ...]) -> dict[str, Check]:
    return {key.lower(): check for check in found for key in (check.code, check.slug)}


def find(name: str) -> Check:
    """Return the check with the code or slug `name`; UsageError if there is none."""
    check = _by_name(checks()).get(name.lower()) or _by_name(deployment_checks()).get(name.lower())
    if check is not None:
        return check
    by_name = _by_name(every_check())
    close = get_close_matches(name.lower(), by_name, n=1)
    hint = (
        f"did you mean {close[0].upper() if close[0].startswith('ec') else close[0]}?"
        if close
        else ""
    )
    raise UsageError(f"there is no check {name!r}; {hint or 'edgeconform explain lists them all'}")
