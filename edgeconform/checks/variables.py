"""EC803: environment variables, which the edge does not have."""

import re
from collections.abc import Iterator
from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import Compared, Fault, Faults, Stage, check
from edgeconform.checks.differences import OUTCOME, differences
from edgeconform.checks.exchange import Exchange
from edgeconform.checks.observed import observed, place_of
from edgeconform.model import Level, Observation, SourcePlace

_WITH_DEFAULT: Final = "default"

_OF_LIBRARIES: Final = re.compile(
    r"AWS_(ACCESS|ACCOUNT_ID|AUTH_SCHEME|CA_BUNDLE|CONFIG_FILE|CONTAINER_|CREDENTIAL|CSM_|DATA_PATH"
    r"|DEFAULT|DISABLE_|EC2_|ENABLE_|ENDPOINT_|IGNORE_|IMDS_|LOGIN_|MAX_ATTEMPTS|METADATA_|NODEJS_"
    r"|PROFILE|REQUEST_|RESPONSE_|RETRY_MODE|ROLE_|S3_(?!BUCKET)|S3CONTROL_|SDK_|SECURITY_TOKEN"
    r"|SHARED_|SIGV4A_|STS_|USE_|WEB_IDENTITY_)\w*"
    r"|(?:AWS_EMF|OTEL|POWERTOOLS|SMITHY|NODE|PYTHON)_\w+|DEBUG(?:_FD|_COLORS|_DEPTH)?"
    r"|(?:NO|FORCE)_COLOR|COLORTERM|TERM|CI|OSTYPE|(?:HTTPS?|NO)_PROXY|(?:https?|no)_proxy"
)
"""What SDKs and interpreters ask for by themselves, also where a bundle has them in one file."""


def reads_with_default(exchange: Exchange) -> Iterator[Observation]:
    """Yield the handler's own reads of variables that it has another value for."""
    return (each for each in _own_reads(exchange) if each.detail == _WITH_DEFAULT)


def _own_reads(exchange: Exchange) -> Iterator[Observation]:
    seen = observed(exchange, "environment")
    return (each for each in seen if not _OF_LIBRARIES.fullmatch(each.subject))


def default_decides(compared: Compared) -> Faults:
    """Hold an answer against the one that was given with the variable set."""
    plain, assuming = compared
    read = assuming.conditions.assumed
    places = differences(plain, assuming)
    if read is not None and places and OUTCOME not in places:
        what = places[0] if plain.kind == assuming.kind and len(places) == 1 else "the answer"
        yield Fault(
            message=f"{what} depends on {_variables([read.subject])} never set: the default always"
            " holds",
            place=place_of(read, "environment"),
            source=read.place,
        )


@check(
    "EC803",
    "environment-read",
    Level.WARNING,
    sees="undefined",
    stage=Stage.OUTCOME,
    aws=(pages.LAMBDA_RESTRICTIONS,),
    compare=default_decides,
)
def environment_read(exchange: Exchange) -> Faults:
    """The handler reads an environment variable that Lambda@Edge cannot set.

    A function that is associated with a distribution can have no environment variables but those
    that Lambda reserves, such as AWS_REGION. What is read is undefined, or raises KeyError.

    A read that brings its own default is a finding only where the answer is another one when the
    variable is set: what looks as if it could be configured cannot. A log level is none. Nor are
    reads by libraries, or of what SDKs and interpreters are configured with, such as AWS_PROFILE or
    NODE_ENV. Put configuration into the package, into a custom header of the origin, or into a file
    made at deployment.

    One line that reads many variables, as a helper does, is one finding.
    """
    names: dict[str, list[str]] = {}
    sources: dict[str, SourcePlace | None] = {}
    for seen in _own_reads(exchange):
        if seen.detail != _WITH_DEFAULT:
            place = place_of(seen, "environment" if seen.place else seen.subject)
            names.setdefault(place, []).append(seen.subject)
            sources[place] = seen.place
    for place, source in sources.items():
        yield Fault(
            message=f"the handler reads {_variables(names[place])} never set",
            place=place,
            source=source,
        )


_NAMED: Final = 5


def _variables(names: list[str]) -> str:
    if len(names) == 1:
        return f"the variable {names[0]}, which is"
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"the variables {', '.join(names[:_NAMED])}{more}, which are"
