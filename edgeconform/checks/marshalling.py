"""EC107 to EC109: what becomes of a result on its way to Lambda."""

import re
from typing import Final

from edgeconform.checks import pages
from edgeconform.checks.check import Fault, Faults, Stage, check
from edgeconform.checks.exchange import Exchange
from edgeconform.model import Conversion, Level, Returned, SignatureRefused, Unserialisable

_TYPE_NAME: Final = re.compile(r"type '?(\w+)")
_INDEX: Final = re.compile(r"\[\d+\]")
_LISTS: Final = re.compile(r"(origin\.\w+\.)?(headers|customHeaders)\.[^\[]+|.*\.sslProtocols")


@check(
    "EC107",
    "result-unserialisable",
    Level.ERROR,
    sees="503",
    stage=Stage.FAILURE,
    rules=("py-unserialisable", "py-circular"),
    says=(
        pages.EXECUTION,
        f"{pages.MARSHALLING} <T> is not JSON serializable",
    ),
    aws=(pages.MARSHALLER, pages.PYTHON_HANDLER, pages.NODEJS_HANDLER),
)
def result_unserialisable(exchange: Exchange) -> Faults:
    """The runtime cannot turn the result into JSON.

    In Python: a set, a datetime, bytes that are not UTF-8, an object of a class, a circular
    reference, and from Python 3.12 on a lone surrogate, such as `surrogateescape` leaves in a
    string. In Node.js: a BigInt and a circular reference.
    """
    match exchange.invocation.outcome:
        case Unserialisable(error_type=error_type, message=message, coroutine=False):
            named = _TYPE_NAME.search(message)
            yield Fault(
                message=f"the result cannot be serialised: {error_type}: {message}",
                place=f"result {named[1] if named else error_type}",
            )


@check(
    "EC108",
    "handler-signature",
    Level.ERROR,
    sees="503",
    stage=Stage.FAILURE,
    rules=("py-async-handler",),
    says=(
        pages.EXECUTION,
        f"{pages.MARSHALLING} coroutine is not JSON serializable",
    ),
    aws=(pages.PYTHON_HANDLER, pages.NODEJS_HANDLER),
)
def handler_signature(exchange: Exchange) -> Faults:
    """The signature does not fit the runtime.

    Lambda's Python runtime does not await: an `async def` handler gives it a coroutine, which it
    cannot serialise. The runtime nodejs24.x refuses a handler that takes a callback as its third
    parameter; return a promise instead.
    """
    match exchange.invocation.outcome:
        case Unserialisable(coroutine=True):
            message = "the handler is async, and Lambda's Python runtime does not await it"
            yield Fault(message=message, place="handler")
        case SignatureRefused(message=message):
            yield Fault(message=message, place="handler")


@check(
    "EC109",
    "result-lossy",
    Level.WARNING,
    sees="changed silently",
    stage=Stage.PAYLOAD,
    rules=("py-tuple-namedtuple", "py-dict-nonstring-keys"),
    aws=(pages.MARSHALLER,),
)
def result_lossy(exchange: Exchange) -> Faults:
    """Serialisation changes the result: tuples and named tuples, keys that are no strings, Decimal.

    Lambda's Python runtime writes a tuple as a list, a named tuple as an object, a key such as
    `404` or `None` as the string "404" or "null", and a Decimal as a bare number. What CloudFront
    reads is not what the handler built, and a test that looks at the returned object does not see
    it.

    A tuple in place of a list of header entries becomes just such a list: no finding. Nor are
    bytes, which are written as the text that they encode.
    """
    match exchange.invocation.outcome:
        case Returned(conversions=conversions):
            for conversion in conversions:
                yield from _lossy(conversion)


_BECOMES: Final = {
    "tuple": "a tuple, which becomes a list",
    "namedtuple": "a named tuple, which becomes an object",
    "key": "a key that is no string, and becomes one",
    "decimal": "a Decimal, which becomes a number",
}


def _lossy(conversion: Conversion) -> Faults:
    if conversion.kind not in _BECOMES:
        return
    if conversion.kind == "tuple" and _LISTS.fullmatch(conversion.path):
        return
    place = _INDEX.sub("", conversion.path) or "result"
    yield Fault(message=f"{place} is or holds {_BECOMES[conversion.kind]}", place=place)
