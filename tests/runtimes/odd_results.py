"""Results that have odd JSON, or none: each entry is named by what it returns."""

import asyncio  # noqa: F401 - a coroutine needs no more, but real handlers import it
import collections
import datetime
import decimal
import enum
import math
import typing
import uuid


class Point(typing.NamedTuple):
    x: int
    y: object


class Colour(enum.Enum):
    RED = "red"


class Text(str, enum.Enum):  # noqa: UP042 - as handlers for Python 3.9 have it
    RED = "red"


class Level(enum.IntEnum):
    HIGH = 3


class Loud(str):
    def __str__(self):
        return "LOUD"

    __repr__ = __str__


class Whole(int):
    def __str__(self):
        return "WHOLE"

    __repr__ = __str__


class Part(float):
    def __str__(self):
        return "PART"

    __repr__ = __str__


class Fields(dict):
    def _asdict(self):
        return {"from": "_asdict"}


class Items(list):
    def _asdict(self):
        return {"items": list(self)}


class BadFields:
    def _asdict(self):
        return [1]


class UnboundFields:
    def _asdict(self, required):
        return {}


class Plain:
    def __init__(self):
        self.a = 1


class RaisingFields:
    def _asdict(self):
        raise ValueError("no fields today")


async def coroutine():
    return {}


def generator():
    yield 1


def circular_dict():
    loop = {}
    loop["self"] = loop
    return loop


def circular_list():
    loop = []
    loop.append({"a": loop})
    return loop


def circular_tuple():
    inner = []
    loop = (inner,)
    inner.append(loop)
    return {"a": loop}


def shared():
    part = {"a": [1]}
    return {"one": part, "two": part, "three": [part, part]}


def deep(depth):
    result = []
    for _ in range(depth):
        result = [result]
    return result


RESULTS = {
    "none": lambda: None,
    "true": lambda: True,
    "int": lambda: 7,
    "big-int": lambda: 2**80,
    "negative": lambda: -1,
    "float": lambda: 1.5,
    "float-exponent": lambda: [1e100, 1e-7, 1e16, 1e15, -0.0, 0.1 + 0.2],
    "nan": lambda: {"a": math.nan},
    "infinity": lambda: [math.inf, -math.inf],
    "nan-alone": lambda: math.nan,
    "text": lambda: "text",
    "empty": lambda: [{}, [], "", ()],
    "ordinary": lambda: {"status": "200", "headers": {"a": [{"key": "A", "value": "b"}]}},
    "escapes": lambda: {"a": '"\\/\b\f\n\r\t\x00\x1f\x7f</script>'},
    "non-ascii": lambda: {"é": "café £ € 日本 😀"},
    "separators": lambda: "\u2028 \u2029 \ufeff \x85",
    "bytes-alone": lambda: b'{"raw": true}',
    "bytes-alone-not-utf8": lambda: b"\xff\xfe",
    "bytes-nested": lambda: {"body": b"caf\xc3\xa9"},
    "bytes-in-list": lambda: [b"a", b""],
    "bytes-not-utf8": lambda: {"body": b"\xff"},
    "bytes-key": lambda: {b"key": 1},
    "bytes-key-not-utf8": lambda: {b"\xff": 1},
    "bytearray": lambda: {"body": bytearray(b"a")},
    "memoryview": lambda: {"body": memoryview(b"a")},
    "tuple": lambda: {"a": (1, (2, "x"))},
    "tuple-alone": lambda: (1, 2),
    "namedtuple": lambda: {"a": Point(1, [2])},
    "namedtuple-alone": lambda: Point(1, Point(2, None)),
    "namedtuple-in-list": lambda: [Point(1, (2,))],
    "decimal": lambda: {"a": decimal.Decimal("1.10"), "b": [decimal.Decimal("1E+3")]},
    "decimal-alone": lambda: decimal.Decimal("0.30"),
    "decimal-nan": lambda: [decimal.Decimal("NaN"), decimal.Decimal("-NaN")],
    "decimal-infinity": lambda: [decimal.Decimal("Infinity"), decimal.Decimal("-Infinity")],
    "decimal-key": lambda: {decimal.Decimal("1.0"): 1},
    "set": lambda: {"a": {1}},
    "frozenset": lambda: frozenset([1]),
    "datetime": lambda: {"a": datetime.datetime(2026, 1, 1)},
    "date": lambda: [datetime.date(2026, 1, 1)],
    "uuid": lambda: {"id": uuid.UUID(int=0)},
    "generator": lambda: {"a": generator()},
    "generator-alone": generator,
    "range": lambda: {"a": range(3)},
    "keys-view": lambda: {"a": {"b": 1}.keys()},
    "values-view": lambda: {"b": 1}.values(),
    "items-view": lambda: [{"b": 1}.items()],
    "map": lambda: map(str, [1]),
    "object": Plain,
    "class": lambda: {"a": Plain},
    "function": lambda: {"a": generator},
    "exception": lambda: {"a": ValueError("x")},
    "complex": lambda: [1j],
    "ellipsis": lambda: ...,
    "coroutine": coroutine,
    "coroutine-nested": lambda: {"a": coroutine()},
    "circular-dict": circular_dict,
    "circular-list": circular_list,
    "circular-tuple": circular_tuple,
    "shared": shared,
    "deep": lambda: deep(500),
    "too-deep": lambda: deep(100_000),
    "int-keys": lambda: {1: "a", -2: "b", 2**70: "c"},
    "float-keys": lambda: {1.0: "a", math.nan: "b", math.inf: "c", -math.inf: "d"},
    "bool-keys": lambda: {True: "a", False: "b"},
    "none-key": lambda: {None: "a"},
    "tuple-key": lambda: {(1, 2): "a"},
    "enum-key": lambda: {Colour.RED: "a"},
    "text-enum-key": lambda: {Text.RED: "a"},
    "int-enum-key": lambda: {Level.HIGH: "a"},
    "subclass-keys": lambda: {Loud("a"): 1, Whole(2): 2, Part(3.5): 3},
    "same-key-twice": lambda: {1: "a", "1": "b"},
    "enum": lambda: {"a": Colour.RED},
    "text-enum": lambda: {"a": Text.RED},
    "int-enum": lambda: {"a": Level.HIGH},
    "text-subclass": lambda: {"a": Loud("quiet")},
    "int-subclass": lambda: [Whole(5)],
    "float-subclass": lambda: [Part(5.5), Part(math.inf)],
    "ordered-dict": lambda: collections.OrderedDict(b=1, a=2),
    "default-dict": lambda: collections.defaultdict(list, a=[1]),
    "counter": lambda: collections.Counter("aab"),
    "user-dict": lambda: collections.UserDict(a=1),
    "deque": lambda: {"a": collections.deque([1])},
    "mapping-proxy": lambda: {"a": type.__dict__},
    "fields-dict": lambda: {"a": Fields(real=1)},
    "fields-list": lambda: {"a": Items([1])},
    "fields-bad": lambda: {"a": BadFields()},
    "fields-unbound": lambda: {"a": UnboundFields()},
    "fields-raising": lambda: {"a": RaisingFields()},
}


class OddError(Exception):
    def __init__(self, *parts):
        super().__init__(*parts)
        self.parts = parts


def recurse():
    return recurse()


def chained():
    try:
        {}["inner"]
    except KeyError as error:
        raise RuntimeError("outer") from error


RAISED = {
    "key-error": lambda: {}["cloudfront"],
    "index-error": lambda: [][0],
    "type-error": lambda: len(None),
    "attribute-error": lambda: math.headers,
    "name-error": lambda: undefined_name,  # noqa: F821
    "zero-division": lambda: 1 / 0,
    "unicode-decode": lambda: b"\xff".decode("utf-8"),
    "own-error": lambda: raising(OddError("a", 1)),
    "no-message": lambda: raising(ValueError()),
    "message-of-bytes": lambda: raising(ValueError(b"\xff")),
    "long-message": lambda: raising(ValueError("x" * 5000)),
    "line-ends": lambda: raising(ValueError("a\nb\r\nc")),
    "non-ascii-message": lambda: raising(ValueError("café 😀")),
    "stop-iteration": lambda: next(iter([])),
    "assertion": lambda: raising(AssertionError("no")),
    "os-error": lambda: open("/no/such/file"),  # noqa: SIM115, PTH123
    "recursion": recurse,
    "chained": chained,
    "lambda-like": lambda: raising(type("Runtime.MarshalError", (Exception,), {})("mine")),
}


def raising(error):
    raise error


RESULTS.update(RAISED)


def handler(event, context):
    return RESULTS[event["result"]]()
