"""Run a Python handler as Lambda does; started by the kit, speaks the protocol of protocol.py.

One file, standard library only, Python 3.9 to 3.14. It follows Lambda's own runtime client
(https://github.com/aws/aws-lambda-python-runtime-interface-client, `bootstrap.py`) in how a handler
is found, called and reported, and the JSON of simplejson 4.3, with which that client serialises.
"""

# ruff: noqa: E402, SLF001, SIM115, ARG001, ARG002 - order matters here, frames have no public
# interface, the channel stays open, and the interpreter decides what it passes.

from __future__ import annotations

import sys

if __name__ == "__main__":
    # The folder of this file holds the kit, not the handler.
    del sys.path[0]

import builtins

# A handler may replace builtins, and modules' functions: this file keeps the ones it started with.
globals()["__builtins__"] = dict(vars(builtins))

import _socket
import importlib
import json.decoder
import json.encoder
import linecache
import logging
import os
import resource
import traceback
from json.encoder import encode_basestring, encode_basestring_ascii
from time import gmtime, perf_counter, process_time
from time import time as epoch
from types import CoroutineType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import CodeType, FrameType, ModuleType, TracebackType
    from typing import Any, NoReturn

    Header = dict[str, Any]
    Write = Callable[[int, bytes], int]
    Frames = Callable[[int], FrameType]
    Handler = Callable[[Any, Any], Any]
    Scan = Callable[[str, int], tuple[Any, int]]
    Path = tuple[str | int, ...]
    Reads = dict[Path, None]

CALLERS = 20
CAUSES = 40
OBSERVATIONS = 64
LONGEST_MESSAGE = 16 * 1024
LONGEST_SUBJECT = 1024
PLAIN_NODES = 200_000
TRACED_LINES = 5_000
ERROR_NOT_PERMITTED = 1
ERROR_READ_ONLY = 30
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
INFINITY = float("inf")
SCALARS = frozenset((str, int, float, bool, type(None)))


# --- The channel


class Channel:
    """Frames over the two descriptors that the kit handed over, and the log's mark."""

    def __init__(self, source: int, target: int) -> None:
        """Take the descriptors, and keep all of them from the handler's child processes."""
        self.log = os.dup(1)
        self.reader = open(source, "rb", buffering=1 << 18)
        self.target = target
        self.mark = b""
        self.sizes = int.from_bytes
        self.encoder = fast_encoder(True, (":", ","))
        for descriptor in (source, target, self.log):
            os.set_inheritable(descriptor, False)
        os.register_at_fork(after_in_child=self.forsake)

    def forsake(self) -> None:
        """Close the channel in a process that the handler forked: only its parent may answer."""
        for descriptor in (self.target, self.log):
            os.close(descriptor)
        self.target = self.log = -1

    def receive(self, _exit: Callable[[int], NoReturn] = os._exit) -> tuple[bytes, bytes]:
        """Give the next header and payload; at the end of the input, end the process."""
        read = self.reader.read
        sizes = read(8)
        if len(sizes) < 8:
            _exit(0)
        header = read(self.sizes(sizes[:4], "big"))
        return header, read(self.sizes(sizes[4:], "big"))

    def send(self, header: Header, payload: bytes = b"") -> None:
        """Write one message, after the mark in the log."""
        self.send_text("".join(self.encoder(header, 0)).encode(), payload)

    def send_text(self, header: bytes, payload: bytes) -> None:
        """Write one message whose header is JSON already."""
        write_all(self.log, self.mark)
        self.write(header, payload)

    def send_unmarked(self, header: Header) -> None:
        """Write one message that has no payload, and no mark in the log."""
        self.write("".join(self.encoder(header, 0)).encode(), b"")

    def write(self, header: bytes, payload: bytes, _write: Write = os.write) -> None:
        """Write one frame, and no mark."""
        sizes = len(header).to_bytes(4, "big") + len(payload).to_bytes(4, "big")
        frame = sizes + header + payload
        written = _write(self.target, frame)
        while written < len(frame):
            written += _write(self.target, frame[written:])


def write_all(descriptor: int, data: bytes, _write: Write = os.write) -> None:
    """Write to the log; a log that the handler made non-blocking is tried again."""
    while data:
        try:
            data = data[_write(descriptor, data) :]
        except BlockingIOError:
            continue
        except OSError:
            return


def fast_encoder(
    ascii_only: bool, separators: tuple[str, str]
) -> Callable[[Any, int], Sequence[str]]:
    """Make the C encoder for values that `is_plain` accepts."""
    key_separator, item_separator = separators
    encode = encode_basestring_ascii if ascii_only else encode_basestring
    make: Any = vars(json.encoder)["c_make_encoder"]
    encoder: Callable[[Any, int], Sequence[str]] = make(
        None, refuse, encode, None, key_separator, item_separator, False, False, True
    )
    return encoder


# --- Where in the handler's source


class Sources:
    """Tells the handler's own files from all others."""

    def __init__(self, root: str) -> None:
        """Take the absolute path of the folder that holds the package."""
        self.prefix = root.rstrip(os.sep) + os.sep
        self.known: dict[str, str | None] = {}

    def relative(self, filename: str) -> str | None:
        """Give the path relative to the root, or None outside it and for installed packages."""
        try:
            return self.known[filename]
        except KeyError:
            pass
        found = None
        if filename.startswith(self.prefix):
            found = filename[len(self.prefix) :]
            if "site-packages" in found or "dist-packages" in found:
                found = None
        self.known[filename] = found
        return found

    def of_traceback(self, step: TracebackType | None) -> Header:
        """Give the innermost frame that is the handler's own, and those which led there."""
        found: list[Header] = []
        while step is not None:
            code = step.tb_frame.f_code
            file = self.relative(code.co_filename)
            if file is not None:
                found.append({"file": file, "line": step.tb_lineno or 1, "function": code.co_name})
            step = step.tb_next
        if not found:
            return {}
        callers = found[-2 : -2 - CALLERS : -1]
        return {"place": {**found[-1], "callers": callers} if callers else found[-1]}

    def of_frame(self, frame: FrameType | None) -> Header | None:
        """Give the place of the handler's own frame that is nearest to the given one."""
        while frame is not None:
            code = frame.f_code
            file = self.relative(code.co_filename)
            if file is not None:
                return {"file": file, "line": frame.f_lineno or 1, "function": code.co_name}
            frame = frame.f_back
        return None


# --- What the handler does besides answering


class NetworkDeniedError(_socket.gaierror, ConnectionRefusedError):
    """Raised in the handler where it would reach the network."""


class ReadOnlyFileSystemError(OSError):
    """Raised in the handler where it writes outside /tmp, as on Lambda."""


ReadOnlyFileSystemError.__name__ = ReadOnlyFileSystemError.__qualname__ = "OSError"
ReadOnlyFileSystemError.__module__ = "builtins"


class Observer:
    """Collects observations, and refuses writes and connections."""

    def __init__(self, sources: Sources, allow_network: bool) -> None:
        """Start with nothing seen."""
        self.sources = sources
        self.allow_network = allow_network
        self.seen: list[Header] = []
        self.keys: set[tuple[Any, ...]] = set()
        self.guards = dict.fromkeys(PATHS_WRITTEN, self.on_write)
        self.guards.update(dict.fromkeys(NETWORK_USED, self.on_network))
        self.guards["open"] = self.on_open
        self.guards["os.kill"] = self.guards["os.killpg"] = self.on_signal
        self.session_of_kit = os.getsid(os.getppid())
        self.group_of_kit = os.getpgid(os.getppid())
        self.tell_refused: Callable[[], object] = bool

    def take(self) -> list[Header]:
        """Give what was seen since the last call."""
        seen, self.seen = self.seen, []
        self.keys.clear()
        return seen

    def note(self, kind: str, subject: str, detail: str, place: Header | None) -> None:
        """Keep one observation, once for each place of an invocation."""
        key = (kind, subject, place and (place["file"], place["line"]))
        if key in self.keys or len(self.seen) >= OBSERVATIONS:
            return
        self.keys.add(key)
        observation: Header = {"kind": kind, "subject": subject[:LONGEST_SUBJECT]}
        if detail:
            observation["detail"] = detail[:LONGEST_MESSAGE]
        if place is not None:
            observation["place"] = place
        self.seen.append(observation)

    def audit(self, event: str, args: tuple[Any, ...]) -> None:
        """Be called by the interpreter before it does what `event` says."""
        guard = self.guards.get(event)
        if guard is not None:
            guard(event, args)

    def on_open(self, event: str, args: tuple[Any, ...], _writing: int = WRITING) -> None:
        """Judge a file that is opened: a descriptor or a read passes."""
        path, _, flags = args
        if flags and flags & _writing and not isinstance(path, int):
            self.refuse_write(path)

    def on_signal(
        self, event: str, args: tuple[Any, ...], _session: Callable[[int], int] = os.getsid
    ) -> None:
        """Refuse a signal to the kit, or to all processes, as the system does on Lambda."""
        pid, number = args
        try:
            # A group outlives the process that it is named after, and then has no session to ask.
            refused = pid == -1 or abs(pid) == self.group_of_kit
            refused = refused or (pid != 0 and _session(abs(pid)) == self.session_of_kit)
        except (OSError, TypeError, OverflowError):
            return
        if refused and number:
            raise PermissionError(ERROR_NOT_PERMITTED, "Operation not permitted")

    def on_write(self, event: str, args: tuple[Any, ...]) -> None:
        """Judge a change of the file system other than by an open file."""
        for path, folder in PATHS_WRITTEN[event]:
            if not isinstance(args[path], int):
                self.refuse_write(args[path], -1 if folder is None else args[folder])

    def refuse_write(self, path: Any, folder: int = -1, _getframe: Frames = sys._getframe) -> None:
        """Raise unless the path is one that Lambda lets a function write."""
        full = absolute(path, folder)
        if full is None or self.is_writable(full):
            return
        self.note("write", full, "", self.sources.of_frame(_getframe(2)))
        raise ReadOnlyFileSystemError(ERROR_READ_ONLY, "Read-only file system", path)

    def is_writable(self, full: str) -> bool:
        """Tell whether Lambda lets a function write there, or would say that no such folder is."""
        if (full + os.sep).startswith(self.sources.prefix):
            return False
        if full.startswith(("/tmp/", "/dev/", "/proc/self/")):
            return True
        return not _isdir(_dirname(full))

    def on_network(
        self, event: str, args: tuple[Any, ...], _getframe: Frames = sys._getframe
    ) -> None:
        """Note whom the handler wants to reach, and refuse it unless that is allowed."""
        subject = NETWORK_USED[event](args)
        detail = "" if self.allow_network else "denied"
        self.note("network", subject, detail, self.sources.of_frame(_getframe(1)))
        if not self.allow_network:
            self.tell_refused()
            message = "the network is out of reach here: " + subject
            raise NetworkDeniedError(_socket.EAI_AGAIN, message)


_isdir, _dirname, _realpath = os.path.isdir, os.path.dirname, os.path.realpath
_join, _readlink, _basename = os.path.join, os.readlink, os.path.basename


def absolute(path: Any, folder: int) -> str | None:
    """Give the real path as text, or None where there is no telling.

    `folder` is the descriptor of the folder that the path is relative to, negative for none.
    """
    try:
        base = _readlink("/proc/self/fd/%d" % folder) if folder >= 0 else ""
        return _realpath(_join(base, os.fsdecode(path)))
    except (TypeError, ValueError, OSError):
        return None


def peer(address: Any) -> str:
    """Say whom a socket address names."""
    if isinstance(address, tuple) and len(address) > 1:
        return "%s:%s" % (text_of(address[0]), address[1])
    return text_of(address)


def text_of(name: Any) -> str:
    """Give a host name or socket path as text."""
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)


# Audit events, with which of their arguments are a path that changes and the descriptor of the
# folder that it is relative to. What a C library opens by itself, such as SQLite, raises none.
PATHS_WRITTEN = {
    "os.mkdir": ((0, 2),),
    "os.rmdir": ((0, 1),),
    "os.remove": ((0, 1),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((1, 3),),
    "os.symlink": ((1, 2),),
    "os.truncate": ((0, None),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.utime": ((0, 3),),
    "os.setxattr": ((0, None),),
    "os.removexattr": ((0, None),),
}
NETWORK_USED = {
    "socket.connect": lambda args: peer(args[1]),
    "socket.sendto": lambda args: peer(args[1]),
    "socket.sendmsg": lambda args: peer(args[1]),
    "socket.getaddrinfo": lambda args: peer((args[0], args[1])),
    "socket.gethostbyname": lambda args: text_of(args[0]),
    "socket.gethostbyaddr": lambda args: text_of(args[0]),
}


class EnvironmentReads:
    """Notes which variables the handler's own code asks for, other than Lambda's own."""

    def __init__(self, observer: Observer) -> None:
        """Take what is set by now as Lambda's own."""
        self.observer = observer
        self.reserved = set(os.environ)
        get = os._Environ.get.__code__.co_filename
        self.passed = {__file__, get, os._Environ.__getitem__.__code__.co_filename}

    def note(self, name: object, has_default: bool, _getframe: Frames = sys._getframe) -> None:
        """Note one read, unless a library does it."""
        if name in self.reserved or not isinstance(name, str):
            return
        frame: FrameType | None = _getframe(1)
        while frame is not None and frame.f_code.co_filename in self.passed:
            frame = frame.f_back
        sources = self.observer.sources
        if frame is not None and sources.relative(frame.f_code.co_filename) is not None:
            detail = "default" if has_default or _says_or(frame, name) else ""
            self.observer.note("environment", name, detail, sources.of_frame(frame))


def _says_or(frame: FrameType, name: str) -> bool:
    """Whether the line gives another value: `os.environ.get("STAGE") or "live"`."""
    if len(name) > LONGEST_SUBJECT:
        return False
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno)
    rests = (line.partition("(" + quote + name + quote + ")")[2] for quote in ("'", '"'))
    return any(rest.lstrip().startswith("or ") for rest in rests)


def recording_environ(reads: EnvironmentReads) -> type:
    """Give a class for os.environ that tells `reads`."""
    base = os._Environ

    class Environ(os._Environ[str]):
        """os.environ with a watch on reads."""

        def __getitem__(self, key: Any) -> Any:
            reads.note(key, False)
            return base.__getitem__(self, key)

        def __contains__(self, key: Any) -> bool:
            reads.note(key, True)
            try:
                base.__getitem__(self, key)
            except KeyError:
                return False
            return True

        def get(self, key: Any, default: Any = None) -> Any:
            reads.note(key, default is not None)
            try:
                return base.__getitem__(self, key)
            except KeyError:
                return default

        def __setitem__(self, key: Any, value: Any) -> None:
            reads.reserved.add(key)
            base.__setitem__(self, key, value)

    Environ.__name__ = Environ.__qualname__ = base.__name__
    return Environ


# --- Serialisation


class MarshalError(Exception):
    """The result has no JSON form: Lambda's error type and message, and whether it is fatal."""

    def __init__(self, error_type: str, message: str, fatal: bool = False) -> None:
        """Keep what the outcome tells."""
        super().__init__(message)
        self.error_type = error_type
        self.fatal = fatal


def refuse(value: Any) -> NoReturn:
    """Raise as simplejson does for a type without JSON form."""
    raise TypeError("Object of type %s is not JSON serializable" % value.__class__.__name__)


def is_plain(result: Any, _scalars: frozenset[Any] = SCALARS) -> bool:
    """Tell whether every encoder writes the result alike: only exact JSON types, and no loop."""
    nodes = [result]
    extend = nodes.extend
    for node in nodes:
        kind = type(node)
        if kind in _scalars:
            continue
        if kind is dict:
            for key in node:
                if type(key) is not str:
                    return False
            extend(node.values())
        elif kind is list:
            extend(node)
        else:
            return False
        if len(nodes) > PLAIN_NODES:
            return False
    return True


class Marshaller:
    """Turns a result into the bytes that Lambda's runtime client posts."""

    def __init__(self, ascii_only: bool) -> None:
        """Python 3.12 and newer runtimes leave text as it is; older ones escape non-ASCII."""
        self.fast = fast_encoder(ascii_only, (": ", ", "))
        self.quote = encode_basestring_ascii if ascii_only else encode_basestring

    def marshal(self, result: Any) -> tuple[bytes, list[Header]]:
        """Give the payload, and the conversions that were made.

        Raises MarshalError; fatal for a lone surrogate, which Lambda's client notices only when
        it posts the text, outside of all its error handling.
        """
        if isinstance(result, bytes):
            return result, [{"path": "", "kind": "bytes"}]
        conversions: list[Header] = []
        try:
            if is_plain(result):
                text = "".join(self.fast(result, 0))
            else:
                text = "".join(Slow(self.quote, conversions).any(result, ""))
        except Exception as error:
            message = "Unable to marshal response: %s" % error
            raise MarshalError("Runtime.MarshalError", message) from None
        try:
            return text.encode("utf-8"), conversions
        except UnicodeEncodeError as error:
            raise MarshalError("UnicodeEncodeError", str(error), fatal=True) from None


class Slow:
    """simplejson's encoder, which also tells what it converts."""

    def __init__(self, quote: Callable[[str], str], conversions: list[Header]) -> None:
        """Write strings with `quote`, append to `conversions`."""
        self.quote = quote
        self.conversions = conversions
        self.open: set[int] = set()

    def note(self, path: str, kind: str, detail: str = "") -> None:
        """Keep one conversion; many of one kind say no more."""
        if len(self.conversions) < OBSERVATIONS:
            conversion = {"path": path, "kind": kind}
            if detail:
                conversion["detail"] = detail
            self.conversions.append(conversion)

    def any(self, value: Any, path: str) -> Iterator[str]:
        """Yield the text of any value."""
        if isinstance(value, str):
            yield self.quote(value)
        elif isinstance(value, bytes):
            self.note(path, "bytes")
            yield self.quote(str(value, "utf-8"))
        elif value is None or value is True or value is False:
            yield {None: "null", True: "true", False: "false"}[value]
        elif isinstance(value, int):
            yield int.__repr__(value if type(value) is int else int(value))
        elif isinstance(value, float):
            yield number(value)
        else:
            yield from self.once(value, path)

    def once(self, value: Any, path: str) -> Iterator[str]:
        """Yield the text of a container, or of what stands for it; refuse it inside itself."""
        fields = as_fields(value)
        if id(value) in self.open:
            raise ValueError("Circular reference detected")
        self.open.add(id(value))
        yield from self.container(value, fields, path)
        self.open.discard(id(value))

    def container(self, value: Any, fields: tuple[Any, ...], path: str) -> Iterator[str]:
        """Yield the text of an object, an array or a Decimal."""
        if fields:
            if not isinstance(fields[0], dict):
                name = type(fields[0]).__name__
                raise TypeError("_asdict() must return a dict, not %s" % name)
            self.note(path, "namedtuple", type(value).__name__)
            yield from self.mapping(fields[0], path)
        elif isinstance(value, (list, tuple)):
            if isinstance(value, tuple):
                self.note(path, "tuple")
            yield from self.sequence(value, path)
        elif isinstance(value, dict):
            yield from self.mapping(value, path)
        elif is_decimal(value):
            self.note(path, "decimal")
            yield "NaN" if value.is_nan() else str(value)
        else:
            refuse(value)

    def sequence(self, items: Sequence[Any], path: str) -> Iterator[str]:
        """Yield the text of an array."""
        separator = "["
        for index, item in enumerate(items):
            yield separator
            yield from self.any(item, "%s[%d]" % (path, index))
            separator = ", "
        yield "[]" if separator == "[" else "]"

    def mapping(self, fields: dict[Any, Any], path: str) -> Iterator[str]:
        """Yield the text of an object."""
        separator = "{"
        for key, value in fields.items():
            if not isinstance(key, str):
                key = self.key(key, path)
            inner = path + "." + key if path else str(key)
            yield separator + self.quote(key) + ": "
            yield from self.any(value, inner)
            separator = ", "
        yield "{}" if separator == "{" else "}"

    def key(self, key: Any, path: str) -> str:
        """Give the text of a key that is not text."""
        if isinstance(key, bytes):
            text = str(key, "utf-8")
        elif isinstance(key, float):
            text = number(key)
        elif key is None or key is True or key is False:
            text = {None: "null", True: "true", False: "false"}[key]
        elif isinstance(key, int):
            text = int.__repr__(key if type(key) is int else int(key))
        else:
            name = key.__class__.__name__
            raise TypeError("keys must be str, int, float, bool or None, not %s" % name)
        inner = path + "." + text if path else text
        self.note(inner, "key", type(key).__name__)
        return text


def as_fields(value: Any) -> tuple[Any, ...]:
    """Give what `_asdict()` gives, as the one item of a tuple; nothing without such a method."""
    method = getattr(value, "_asdict", None)
    if callable(method):
        try:
            return (method(),)
        except TypeError:
            pass
    return ()


def is_decimal(value: Any) -> bool:
    """Tell a Decimal without importing the module for handlers that do not use it."""
    module = sys.modules.get("decimal")
    return module is not None and isinstance(value, module.Decimal)


def number(value: float) -> str:
    """Give a float as simplejson writes it, NaN and Infinity included."""
    if value != value:
        return "NaN"
    if value in (INFINITY, -INFINITY):
        return "Infinity" if value > 0 else "-Infinity"
    return float.__repr__(value if type(value) is float else float(value))


# --- What the handler is given


class Named:
    """An object that shows its attributes."""

    def __repr__(self) -> str:
        fields = ",".join("%s=%s" % field for field in vars(self).items() if field[0][0] != "_")
        return "%s([%s])" % (type(self).__name__, fields)


class CognitoIdentity(Named):
    """The identity of the caller: CloudFront has none."""

    def __init__(self) -> None:
        """Set all to None."""
        self.cognito_identity_id = None
        self.cognito_identity_pool_id = None


class LambdaContext(Named):
    """The second argument of a handler.

    Source: https://docs.aws.amazon.com/lambda/latest/dg/python-context.html
    """

    def __init__(self, fixed: Header, request_id: str, deadline: int) -> None:
        """Take what is the same for all invocations, and the deadline in ms since 1970."""
        self.aws_request_id = request_id
        vars(self).update(fixed)
        self.identity = CognitoIdentity()
        self._epoch_deadline_time_in_ms = deadline

    def get_remaining_time_in_millis(self, _now: Callable[[], float] = epoch) -> int:
        """Give the milliseconds left, at least 0."""
        return max(self._epoch_deadline_time_in_ms - int(_now() * 1000), 0)

    def log(self, msg: object) -> None:
        """Write to the log, without a line end."""
        sys.stdout.write(str(msg))


def fixed_context(environ: Mapping[str, str]) -> Header:
    """Give the attributes of the context that do not change."""
    name = environ["AWS_LAMBDA_FUNCTION_NAME"]
    version = environ["AWS_LAMBDA_FUNCTION_VERSION"]
    arn = "arn:aws:lambda:%s:123456789012:function:%s:%s"
    return {
        "log_group_name": environ["AWS_LAMBDA_LOG_GROUP_NAME"],
        "log_stream_name": environ["AWS_LAMBDA_LOG_STREAM_NAME"],
        "function_name": name,
        "memory_limit_in_mb": environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
        "function_version": version,
        "invoked_function_arn": arn % (environ["AWS_REGION"], name, version),
        "tenant_id": None,
        "client_context": None,
    }


class Unbuffered:
    """A stream that is flushed after each write, as Lambda's standard output is."""

    def __init__(self, stream: Any) -> None:
        """Wrap the stream."""
        self.stream = stream

    def __enter__(self) -> Unbuffered:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def __getattr__(self, attr: str) -> Any:
        return getattr(self.stream, attr)

    def write(self, msg: str) -> None:
        """Write and flush."""
        self.stream.write(msg)
        self.stream.flush()

    def writelines(self, msgs: Sequence[str]) -> None:
        """Write and flush."""
        self.stream.writelines(msgs)
        self.stream.flush()


class LambdaLoggerHandler(logging.Handler):
    """The root logger's handler: to standard output, whatever that is by then."""

    request_id = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        record.aws_request_id = self.request_id
        sys.stdout.write(self.format(record))


def set_up_logging() -> LambdaLoggerHandler:
    """Prepare the streams and the root logger as Lambda does."""
    sys.stdout = Unbuffered(sys.stdout)
    sys.stderr = Unbuffered(sys.stderr)
    logging.Formatter.converter = gmtime
    handler = LambdaLoggerHandler()
    # A time of ours, so that a log is the same from run to run.
    line = "[%(levelname)s]\t2026-01-01T00:00:00.000Z\t%(aws_request_id)s\t%(message)s\n"
    handler.setFormatter(logging.Formatter(line))
    logging.getLogger().addHandler(handler)
    return handler


# --- Loading


class LoadError(Exception):
    """Why the handler cannot be loaded, with the name that Lambda gives it."""

    def __init__(
        self,
        error_type: str,
        message: str,
        where: Header | None = None,
        blocked: str | None = None,
    ) -> None:
        """Keep the parts of the message to the kit; `where` holds the place, if there is one."""
        super().__init__(message)
        self.header: Header = {"type": "not-loaded", "error_type": error_type}
        self.header.update(where or {})
        self.header["message"] = message[:LONGEST_MESSAGE]
        if blocked:
            self.header["blocked"] = blocked


def find_handler(setting: str, sources: Sources) -> Handler:
    """Import the module and give the function that `setting` names; raises LoadError."""
    module_name, dot, name = setting.rpartition(".")
    if not dot:
        reason = "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % setting
        raise LoadError("Runtime.MalformedHandlerName", reason)
    if module_name.split(".")[0] in sys.builtin_module_names:
        reason = "Cannot use built-in module %s as a handler module" % module_name
        raise LoadError("Runtime.BuiltInModuleConflict", reason)
    module = import_module(module_name, sources)
    try:
        handler: Handler = getattr(module, name)
    except AttributeError:
        reason = "Handler '%s' missing on module '%s'" % (name, module_name)
        raise LoadError("Runtime.HandlerNotFound", reason) from None
    if not callable(handler):
        raise LoadError("TypeError", "'%s' object is not callable" % type(handler).__name__)
    return handler


def import_module(name: str, sources: Sources) -> ModuleType:
    """Import the handler's module; raises LoadError for whatever it raises."""
    try:
        if "." in _basename(name) and os.path.isfile(sources.prefix + name + ".py"):
            return import_file(sources.prefix + name + ".py")
        return importlib.import_module(name.replace("/", "."))
    except ImportError as error:
        where = sources.of_traceback(error.__traceback__)
        remedy = remedy_of_missing(error) if where else ""
        reason = "Unable to import module '%s': %s%s" % (name, error, remedy)
        raise LoadError("Runtime.ImportModuleError", reason, where) from None
    except SyntaxError as error:
        reason = "Syntax error in module '%s': %s" % (name, error)
        where = syntax_place(error, sources)
        raise LoadError("Runtime.UserCodeSyntaxError", reason, where) from None
    except BaseException as error:
        raise load_fault(error, sources) from None


def import_file(path: str) -> ModuleType:
    """Import a file with a dot in its name, which Lambda cannot do, as the kit tells."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location(_basename(path)[:-3].replace(".", "_"), path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def remedy_of_missing(error: BaseException) -> str:
    """Say what to do where a package is missing that may be there on Lambda."""
    name = error.name if type(error) is ModuleNotFoundError else None
    if type(name) is not str:
        return ""
    if name.partition(".")[0] in ("boto3", "botocore"):
        return " (Lambda provides this package: install it here, or name a --python that has it)"
    if "." in name:
        return ""
    return " (if it is deployed with the handler, install it here, or name a --python that has it)"


def load_fault(error: BaseException, sources: Sources) -> LoadError:
    """Give the LoadError for what a module raised while it was executed."""
    where = sources.of_traceback(error.__traceback__)
    if isinstance(error, Exception):
        return LoadError(name_of(error), message_of(error), where, blocked_by(error))
    status = exit_status(error.code) if isinstance(error, SystemExit) else 1
    reason = "Runtime exited with error: exit status %d" % status
    return LoadError("Runtime.ExitError", reason, where)


def syntax_place(error: SyntaxError, sources: Sources) -> Header:
    """Give the place of a syntax error, where it is in the handler's own code."""
    file = sources.relative(error.filename or "")
    return {} if file is None else {"place": {"file": file, "line": error.lineno or 1}}


def exit_status(code: object) -> int:
    """Give the status with which `sys.exit(code)` ends the process."""
    if code is None:
        return 0
    return code & 0xFF if isinstance(code, int) else 1


def name_of(error: BaseException) -> str:
    """Give the name of an exception's class, which need not be text."""
    return str(type(error).__name__)[:LONGEST_MESSAGE]


def message_of(error: BaseException) -> str:
    """Give the text of an exception, also where making it raises."""
    try:
        return str(error)[:LONGEST_MESSAGE]
    except Exception:
        return ""


# --- Invoking


def blocked_by(error: BaseException | None) -> str | None:
    """Tell which guard of this file made the exception, or one that led to it."""
    for _ in range(CAUSES):
        if error is None:
            return None
        if isinstance(error, NetworkDeniedError):
            return "network"
        if isinstance(error, ReadOnlyFileSystemError):
            return "filesystem"
        error = error.__cause__ or error.__context__
    return None


_usage, _pread, _print_error = resource.getrusage, os.pread, traceback.print_exception


class Peak:
    """The highest resident size of this process so far, in bytes.

    It is the kernel's VmHWM: getrusage's ru_maxrss is inherited from the process that started this
    one. Reading it takes 20 microseconds, so it is read only after new pages were touched.
    """

    def __init__(self) -> None:
        """Open the file for good, as the handler may do without /proc."""
        try:
            self.status: int | None = os.open("/proc/self/status", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            self.status = None
        self.faults = -1
        self.bytes = 0

    def read(self) -> int:
        """Give the peak."""
        usage = _usage(resource.RUSAGE_SELF)
        faults = usage.ru_minflt + usage.ru_majflt
        if faults <= self.faults + 8:
            return self.bytes
        self.faults = faults
        if self.status is None:
            self.bytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        else:
            text = _pread(self.status, 4096, 0)
            start = text.index(b"VmHWM:") + 6
            self.bytes = int(text[start : text.index(b"kB", start)]) * 1024
        return self.bytes


class Invoker:
    """Runs the loaded handler, once for each invoke message."""

    def __init__(
        self, channel: Channel, load: Header, sources: Sources, observer: Observer
    ) -> None:
        """Take what stays the same for all invocations."""
        self.channel = channel
        self.sources = sources
        self.observer = observer
        self.timeout = int(load["timeout"] * 1000)
        self.max_payload = load["max_payload"]
        self.marshal = Marshaller(runtime_version(load["runtime"]) < (3, 12)).marshal
        self.context = fixed_context(os.environ)
        self.peak = Peak()
        self.scan: Scan = vars(json.decoder.JSONDecoder())["scan_once"]
        self.refused = ""
        self.ends = False

    def serve(self, function: Handler, logger: LambdaLoggerHandler, extras: Extras) -> None:
        """Answer invoke messages until the input ends, or the process has to."""
        scan, receive = self.scan, self.channel.receive
        extras.ended()
        while not self.ends:
            text, event = receive()
            header = scan(text.decode(), 0)[0]
            if header["type"] == "cover":
                covered = extras.after().get("covered", {})
                self.channel.send_unmarked({"type": "covered", "covered": covered})
                continue
            logger.request_id = request_id = "00000000-0000-4000-8000-%012x" % header["id"]
            extras.before(header)
            result = conversions = failure = None
            answer = b""
            cpu, wall = process_time(), perf_counter()
            try:
                deadline = int(epoch() * 1000) + self.timeout
                context = LambdaContext(self.context, request_id, deadline)
                try:
                    result = function(extras.event(scan(event.decode(), 0)[0]), context)
                finally:
                    extras.ended()
                answer, conversions = self.marshal(result)
            except BaseException as error:
                failure = self.failure(error, type(result) is CoroutineType)
            wall, cpu = perf_counter() - wall, process_time() - cpu
            figures = header["id"], wall, cpu, self.peak.read()
            for field in extras.request.edits():
                self.observer.note("edit", "request." + field, "", None)
            more = extras.after()
            if failure is not None:
                more.update(failure)
            elif len(answer) > self.max_payload:
                more.update(kind="oversized", size=len(answer))
                answer = b""
            else:
                more["kind"] = "returned"
                if conversions:
                    more["conversions"] = conversions
            self.send(figures, more, answer)

    def send(self, figures: tuple[Any, ...], more: Header, answer: bytes) -> None:
        """Send one outcome, with what was observed meanwhile."""
        if self.observer.seen:
            more["observations"] = self.observer.take()
        rest = "".join(self.channel.encoder(more, 0))[1:]
        outcome = '{"type":"outcome","id":%d,"wall":%.7f,"cpu":%.7f,"peak_memory":%d,' % figures
        self.channel.send_text((outcome + rest).encode(), answer)

    def tell_refused(self, logger: LambdaLoggerHandler) -> None:
        """Tell at once that the network is refused: what then hangs is ended without a word."""
        if self.refused != logger.request_id:
            self.refused = logger.request_id
            header = {"type": "refused", "id": int(self.refused[-12:], 16)}
            header["observations"] = [one for one in self.observer.seen if one["kind"] == "network"]
            try:
                self.channel.send_unmarked(header)
            except OSError:
                return  # a process that the handler forked has no channel

    def failure(self, error: BaseException, is_coroutine: bool) -> Header:
        """Tell what an exception means on Lambda, as a part of the outcome."""
        if isinstance(error, MarshalError):
            kind, error_type = "unserialisable", error.error_type
            failure: Header = {"kind": kind, "error_type": error_type}
            failure["message"] = message_of(error)
            if is_coroutine:
                failure["coroutine"] = True
            return self.ending(failure) if error.fatal else failure
        if isinstance(error, MemoryError):
            return self.ending({"kind": "out-of-memory", "message": message_of(error)})
        where = self.sources.of_traceback(error.__traceback__)
        if not isinstance(error, Exception):
            return self.ending({"kind": "exited", "status": self.last_words(error), **where})
        failure = {"kind": "raised", "error_type": name_of(error), **where}
        failure["message"] = message_of(error) + remedy_of_missing(error)
        blocked = blocked_by(error)
        if blocked is not None:
            failure["blocked"] = blocked
        return failure

    def ending(self, failure: Header) -> Header:
        """Say that this process ends, as Lambda's does."""
        self.ends = failure["ends"] = True
        return failure

    def last_words(self, error: BaseException) -> int:
        """Print what the interpreter prints when it ends so, and give the exit status."""
        try:
            if not isinstance(error, SystemExit):
                _print_error(type(error), error, error.__traceback__)
                return 1
            if error.code is not None and not isinstance(error.code, int):
                print(error.code, file=sys.stderr)
        except Exception:
            return 1
        return exit_status(error.code)


def runtime_version(identifier: str) -> tuple[int, ...]:
    """Give (3, 12) for python3.12."""
    return tuple(int(part) for part in identifier[len("python") :].split("."))


# --- What is asked for beyond running


class Extras:
    """What the kit asked for beyond running the handler; nothing in the ordinary case."""

    def __init__(self, load: Header, sources: Sources) -> None:
        """Prepare what `load` asks for, before the handler is loaded."""
        self.pin = Pin(**load["pin"]) if load.get("pin") else None
        self.cover = Cover(sources) if load.get("cover") else None
        self.reads: Reads | None = None
        self.request = GivenRequest()
        preload = load.get("preload")
        if preload:
            with open(preload, "rb") as file:
                code = compile(file.read(), preload, "exec")
            exec(code, {"__name__": "preload", "__file__": preload, "__builtins__": builtins})

    def before(self, header: Header) -> None:
        """Prepare one invocation."""
        self.reads = {} if header.get("record_reads") else None
        if self.pin is not None:
            self.pin.reseed()

    def event(self, event: Any) -> Any:
        """Give the event that the handler gets."""
        if self.reads is not None:
            event = watched(event, (), self.reads)
        self.request.remember(event)
        if self.cover is not None:
            self.cover.start()
        return event

    def ended(self) -> None:
        """Leave the handler alone: it has been loaded, or has answered."""
        if self.cover is not None:
            self.cover.stop()

    def after(self) -> Header:
        """Give more for the outcome."""
        more: Header = {}
        if self.reads is not None:
            more["reads"] = list(self.reads)
        if self.cover is not None and self.cover.fresh:
            more["covered"] = self.cover.take()
        return more


class GivenRequest:
    """The request of a response event: it is there for reading, and edits of it are lost."""

    FIELDS = ("method", "uri", "querystring", "origin")

    def __init__(self) -> None:
        """Start with no event."""
        self.request: Any = None
        self.before: dict[str, str] = {}

    def remember(self, event: Any) -> None:
        """Keep what a response event holds; with any other event, there is nothing to keep."""
        self.before = {}
        try:
            records = dict.__getitem__(event, "Records")
            cf = dict.__getitem__(list.__getitem__(records, 0), "cf")
            if dict.__contains__(cf, "response"):
                self.request = dict.__getitem__(cf, "request")
                self.before = self.state()
        except (TypeError, LookupError):
            pass

    def edits(self) -> list[str]:
        """Name the fields that are not what they were."""
        if not self.before:
            return []
        try:
            after = self.state()
            return [name for name, text in self.before.items() if after[name] != text]
        except Exception:
            return []

    def state(self) -> dict[str, str]:
        """Give the fields as text, without asking a watched dict for them."""
        return {name: repr(dict.get(self.request, name)) for name in self.FIELDS}


class Cover:
    """Which lines of the handler's own files were run for the first time."""

    def __init__(self, sources: Sources) -> None:
        """Start watching."""
        self.relative = sources.relative
        self.seen: set[tuple[str, int]] = set()
        self.fresh: dict[str, list[int]] = {}
        self.waiting: dict[int, set[int]] = {}
        self.codes: list[CodeType] = []
        self.left = TRACED_LINES
        if sys.version_info >= (3, 12):
            watch = sys.monitoring
            watch.use_tool_id(watch.COVERAGE_ID, "edgeconform")
            watch.register_callback(watch.COVERAGE_ID, watch.events.LINE, self.on_line)
            watch.set_events(watch.COVERAGE_ID, watch.events.LINE)
        self.start()

    def start(self) -> None:
        """Watch what is called from now on; before 3.12 each call costs, so not for longer."""
        if sys.version_info < (3, 12):
            self.left = TRACED_LINES
            sys.settrace(self.on_call)

    def stop(self) -> None:
        """Watch nothing for the moment."""
        if sys.version_info < (3, 12):
            sys.settrace(None)

    def take(self) -> dict[str, list[int]]:
        """Give the lines since the last call, by file."""
        fresh, self.fresh = self.fresh, {}
        return fresh

    def on_line(self, code: CodeType, line: int) -> Any:
        """Be called by sys.monitoring, once for each line of each function."""
        self.note(self.relative(code.co_filename), line)
        return vars(sys)["monitoring"].DISABLE

    def on_call(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Be called by sys.settrace, for each function: watch only what has lines left to run."""
        code = frame.f_code
        waiting = self.waiting.get(id(code))
        if waiting is None:
            waiting = self.waiting[id(code)] = self.lines_of(code)
            self.codes.append(code)  # lives on, so that its id stays its own
        if not waiting or self.left < 0:
            return None
        file = self.relative(code.co_filename)

        def on_event(frame: FrameType, event: str, argument: Any) -> Any:
            line = frame.f_lineno
            self.left -= 1
            if event == "line" and line in waiting:
                waiting.remove(line)
                self.note(file, line)
            if not waiting or self.left < 0:
                frame.f_trace_lines = False
            return on_event

        return on_event

    def lines_of(self, code: CodeType) -> set[int]:
        """Give the lines of a function, none unless it is the handler's own."""
        if self.relative(code.co_filename) is None:
            return set()
        if sys.version_info < (3, 10):
            from dis import findlinestarts

            return {line for _, line in findlinestarts(code)}
        first = 0 if code.co_name == "<module>" else code.co_firstlineno
        return {line for _, _, line in code.co_lines() if line and line > first}

    def note(self, file: str | None, line: int | None) -> None:
        """Keep one line, the first time."""
        if file is not None and line and (file, line) not in self.seen:
            self.seen.add((file, line))
            self.fresh.setdefault(file, []).append(line)


def watched(value: Any, path: Path, reads: Reads) -> Any:
    """Give a copy of a JSON value that adds to `reads` the paths that are asked for."""
    if isinstance(value, dict):
        fields = {key: watched(item, (*path, key), reads) for key, item in value.items()}
        return WatchedDict(fields).start(path, reads)
    if isinstance(value, list):
        items = [watched(item, (*path, index), reads) for index, item in enumerate(value)]
        return WatchedList(items).start(path, reads)
    return value


class Watched:
    """Notes the keys and indices that are asked for."""

    path: Path
    reads: Reads

    def start(self, path: Path, reads: Reads) -> Watched:
        """Begin to note."""
        self.path = path
        self.reads = reads
        return self

    def note(self, key: Any) -> None:
        """Keep one path; the values of `reads` are of no use, its order is that of asking."""
        if isinstance(key, (str, int)):
            self.reads[(*self.path, key)] = None

    def __deepcopy__(self, memo: object) -> Any:
        return watched(self, self.path, self.reads)


class WatchedDict(Watched, dict["Any", "Any"]):
    """A dict that notes the keys that are asked for, whether it has them or not."""

    def __getitem__(self, key: Any) -> Any:
        self.note(key)
        return dict.__getitem__(self, key)

    def __contains__(self, key: object) -> bool:
        self.note(key)
        return dict.__contains__(self, key)

    def get(self, key: Any, default: Any = None) -> Any:
        """Note and give."""
        self.note(key)
        return dict.get(self, key, default)

    def setdefault(self, key: Any, default: Any = None) -> Any:
        """Note, and give or set."""
        self.note(key)
        return dict.setdefault(self, key, default)


class WatchedList(Watched, list["Any"]):
    """A list that notes the indices that are asked for."""

    def __getitem__(self, key: Any) -> Any:
        self.note(key)
        return list.__getitem__(self, key)


class Pin:
    """A fixed clock and fixed random numbers, as far as Python code asks for them."""

    def __init__(self, clock: float, seed: int) -> None:
        """Replace the functions that tell the time, and those that give random numbers."""
        import datetime
        import random
        import time

        self.seed = seed
        self.random = random
        self.source = random.Random(seed)
        pin_time(time, clock)
        pin_datetime(datetime, clock)
        os.urandom = vars(random)["_urandom"] = self.source.randbytes

    def reseed(self) -> None:
        """Begin each invocation with the same numbers."""
        self.random.seed(self.seed)
        self.source.seed(self.seed)


def pin_time(time: Any, clock: float) -> None:
    """Fix what the module `time` says; the clocks that only measure go on."""
    convert = {name: getattr(time, name) for name in ("gmtime", "localtime", "ctime")}
    strftime = time.strftime
    time.time = lambda: clock
    time.time_ns = lambda: int(clock * 1_000_000_000)
    for name, function in convert.items():
        setattr(time, name, pinned(function, clock))
    time.strftime = lambda form, *when: strftime(form, *(when or (time.localtime(),)))


def pinned(function: Callable[[float], Any], clock: float) -> Callable[..., Any]:
    """Give a function of seconds since 1970 that takes `clock` where it gets none."""

    def at_clock(seconds: float | None = None) -> Any:
        return function(clock if seconds is None else seconds)

    return at_clock


def pin_datetime(module: Any, clock: float) -> None:
    """Replace the classes of the module `datetime` by ones that say what time it is."""

    class InstanceOf(type):
        """Makes ordinary dates instances of the replaced classes too."""

        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, cls.__mro__[1])

    def today(cls: Any) -> Any:
        return cls.fromtimestamp(clock)

    def now(cls: Any, tz: Any = None) -> Any:
        return cls.fromtimestamp(clock, tz)

    def utcnow(cls: Any) -> Any:
        return cls.fromtimestamp(clock, module.timezone.utc).replace(tzinfo=None)

    methods = {"date": (today,), "datetime": (today, now, utcnow)}
    for name, functions in methods.items():
        body: Header = {method.__name__: classmethod(method) for method in functions}
        body["__module__"] = "datetime"
        setattr(module, name, InstanceOf(name, (getattr(module, name),), body))


# --- The life of the process


def main() -> None:
    """Greet, load, answer."""
    channel = Channel(int(sys.argv[1]), int(sys.argv[2]))
    del sys.argv[1:]
    version = list(sys.version_info[:3])
    hello = {"type": "hello", "protocol": 1, "language": "python", "version": version}
    channel.send(hello)
    load = json.decoder.JSONDecoder().decode(channel.receive()[0].decode())
    channel.mark = load["mark"].encode()
    sources = Sources(load["root"])
    observer = Observer(sources, load.get("allow_network", False))
    logger = set_up_logging()
    os.environ.pop("PYTHONHASHSEED", None)
    os.environ.__class__ = recording_environ(EnvironmentReads(observer))
    invoker = Invoker(channel, load, sources, observer)
    sys.addaudithook(observer.audit)
    sys.path.insert(0, load["root"])
    started = perf_counter()
    try:
        extras = prepare(load, sources)
        function = find_handler(load["handler"], sources)
    except LoadError as fault:
        channel.send({**fault.header, "observations": observer.take()})
        leave()
    loaded = {"type": "loaded", "seconds": perf_counter() - started}
    loaded.update(peak_memory=invoker.peak.read(), observations=observer.take())
    loaded.update(extras.after())
    channel.send(loaded)
    observer.tell_refused = lambda: invoker.tell_refused(logger)
    invoker.serve(function, logger, extras)
    leave()


def prepare(load: Header, sources: Sources) -> Extras:
    """Do what is asked for beyond running; raises LoadError for a preload that raises."""
    try:
        return Extras(load, sources)
    except BaseException as error:
        raise load_fault(error, sources) from None


def leave(_exit: Callable[[int], NoReturn] = os._exit) -> NoReturn:
    """End the process, without waiting for what the handler left running."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            continue
    _exit(0)


if __name__ == "__main__":
    main()
