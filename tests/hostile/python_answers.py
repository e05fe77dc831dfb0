"""Python handlers that misbehave in what they print, return and raise."""

from tests.hostile.case import Case
from tests.hostile.python_cases import python_case


def flood(stream: str, descriptor: int, byte: bytes) -> Case:
    body = f"""
        block = {byte!r} * (1 << 20)
        if count == 1:
            for _ in range(256): os.write({descriptor}, block)
        """
    return python_case(f"256 MB on {stream}", "", body, timeout=20.0)


OUTPUT = (
    flood("stdout", 1, b"x"),
    flood("stderr", 2, b"\xff"),
    python_case("no sys.stdout", "", "sys.stdout = sys.stderr = None"),
    python_case("closed sys.stdout", "", "sys.stdout.close()"),
    python_case(
        "a sys.stdout that raises",
        "",
        """
        class Broken:
            def __getattr__(self, name): raise RuntimeError
        sys.stdout = sys.stderr = Broken()
        """,
    ),
)

RESULTS = (
    python_case(
        "140 MB of text",
        "EC105 EC202",
        """
        if count == 1: return {'status': '200', 'body': 'x' * 140_000_000}
        """,
        timeout=5.0,
    ),
    python_case(
        "140 MB of bytes",
        "EC105 EC202",
        """
        if count == 1: return b'x' * 140_000_000
        """,
        timeout=5.0,
    ),
    python_case(
        "a result that lies about its length",
        "",
        """
        class Liar(dict):
            def __len__(self): return -1
            def __bool__(self): raise RuntimeError
            def __eq__(self, other): raise RuntimeError
            __hash__ = None
        return Liar(request)
        """,
    ),
    python_case(
        "a result that lies about its class",
        "EC104",
        """
        class Liar:
            @property
            def __class__(self): raise SystemExit
        return Liar()
        """,
    ),
    python_case(
        "a result that holds itself by _asdict",
        "EC107",
        """
        class Loop:
            def _asdict(self): return {'a': self}
        return Loop()
        """,
    ),
    python_case(
        "a result nested 100,000 deep",
        "EC107",
        """
        for _ in range(100_000 if count == 1 else 0): request = {'a': request}
        """,
    ),
    python_case(
        "a result nested 900 deep",
        "EC202",
        """
        for _ in range(900): request = {'a': request}
        """,
    ),
    python_case(
        "a text that lies about itself",
        "",
        """
        class Text(str):
            def __str__(self): raise RuntimeError
            def __len__(self): return 10**9
            def __iter__(self): raise RuntimeError
        request['uri'] = Text('/')
        """,
    ),
    python_case("a generator", "EC107", "return (x for x in ())"),
)

EXCEPTIONS = (
    python_case("deep recursion", "EC102", "(f := lambda: f())()"),
    python_case(
        "a message of 50 MB", "EC102", "raise ValueError('x' * (50_000_000 if count == 1 else 0))"
    ),
    python_case("a message that is no Unicode", "EC102", "raise ValueError('\\ud800')"),
    python_case(
        "a name that is no text",
        "EC102",
        """
        class Meta(type):
            __name__ = 5
        class Odd(Exception, metaclass=Meta): pass
        raise Odd
        """,
    ),
    python_case(
        "a traceback that is a loop",
        "EC102",
        """
        one, other = ValueError(), ValueError()
        one.__cause__, other.__cause__ = other, one
        raise one
        """,
    ),
    python_case(
        "a name of a variable of 50 MB",
        "EC803",
        "os.environ.get('x' * (50_000_000 if count == 1 else 1))",
    ),
    python_case("a name of a variable that is no Unicode", "EC803", "os.environ.get('\\udc80')"),
)

CASES = (*OUTPUT, *RESULTS, *EXCEPTIONS)
