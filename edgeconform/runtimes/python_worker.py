"""Run a Python handler as Lambda does; started by the kit, speaks the protocol of protocol.py.

One file, standard library only, Python 3.9 to 3.14. It follows Lambda's own runtime client
(https://github.com/aws/aws-lambda-python-runtime-interface-client, `bootstrap.py`) in how a handler
is found, called and reported, and the JSON of simplejson 4.3, with which that client serialises.
"""

import builtins

# A handler may replace builtins, and modules' functions: this file keeps the ones it started with.
globals()["__builtins__"] = dict(vars(builtins))

import _socket
import importlib
import json.decoder
import json.encoder
import logging
import os
import resource
import sys
import traceback
from json.encoder import encode_basestring, encode_basestring_ascii
from time import gmtime, perf_counter, process_time
from time import time as epoch
from types import CoroutineType

TRACE_FRAMES = 40
OBSERVATIONS = 64
PLAIN_NODES = 200_000
ERROR_READ_ONLY = 30
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
INFINITY = float("inf")


# --- The channel


class Channel:
    """Frames over the two descriptors that the kit handed over, and the log's mark."""

    def __init__(self, source, target):
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

    def forsake(self):
        """Close the channel in a process that the handler forked: only its parent may answer."""
        for descriptor in (self.target, self.log):
            os.close(descriptor)

    def receive(self, _exit=os._exit):
        """Give the next header and payload; at the end of the input, end the process."""
        read = self.reader.read
        sizes = read(8)
        if len(sizes) < 8:
            _exit(0)
        header = read(self.sizes(sizes[:4], "big"))
        return header, read(self.sizes(sizes[4:], "big"))

    def send(self, header, payload=b""):
        """Write one message, after the mark in the log."""
        self.send_text("".join(self.encoder(header, 0)).encode(), payload)

    def send_text(self, header, payload, _write=os.write):
        """Write one message whose header is JSON already."""
        write_all(self.log, self.mark)
        sizes = len(header).to_bytes(4, "big") + len(payload).to_bytes(4, "big")
        frame = sizes + header + payload
        written = _write(self.target, frame)
        while written < len(frame):
            written += _write(self.target, frame[written:])


def write_all(descriptor, data, _write=os.write):
    """Write to the log; a log that the handler made non-blocking is tried again."""
    while data:
        try:
            data = data[_write(descriptor, data) :]
        except BlockingIOError:
            continue
        except OSError:
            return


def fast_encoder(ascii_only, separators):
    """Make the C encoder for values that `is_plain` accepts."""
    key_separator, item_separator = separators
    encode = encode_basestring_ascii if ascii_only else encode_basestring
    return json.encoder.c_make_encoder(
        None, refuse, encode, None, key_separator, item_separator, False, False, True
    )


# --- Where in the handler's source


class Sources:
    """Tells the handler's own files from all others."""

    def __init__(self, root):
        """Take the absolute path of the folder that holds the package."""
        self.prefix = root.rstrip(os.sep) + os.sep
        self.known = {}

    def relative(self, filename):
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

    def of_traceback(self, step):
        """Give the place of the innermost frame that is the handler's own."""
        found = None
        while step is not None:
            code = step.tb_frame.f_code
            file = self.relative(code.co_filename)
            if file is not None:
                found = {"file": file, "line": step.tb_lineno or 1, "function": code.co_name}
            step = step.tb_next
        return found

    def of_frame(self, frame):
        """Give the place of the handler's own frame that is nearest to the given one."""
        while frame is not None:
            code = frame.f_code
            file = self.relative(code.co_filename)
            if file is not None:
                return {"file": file, "line": frame.f_lineno or 1, "function": code.co_name}
            frame = frame.f_back
        return None


# --- What the handler does besides answering


class NetworkDenied(_socket.gaierror, ConnectionRefusedError):
    """Raised in the handler where it would reach the network."""


class ReadOnlyFileSystem(OSError):
    """Raised in the handler where it writes outside /tmp, as Lambda's read-only file system does."""


ReadOnlyFileSystem.__name__ = ReadOnlyFileSystem.__qualname__ = "OSError"
ReadOnlyFileSystem.__module__ = "builtins"


class Observer:
    """Collects observations, and refuses writes and connections."""

    def __init__(self, sources, allow_network):
        """Start with nothing seen."""
        self.sources = sources
        self.allow_network = allow_network
        self.seen = []
        self.keys = set()
        self.guards = dict.fromkeys(PATHS_WRITTEN, self.on_write)
        self.guards.update(dict.fromkeys(NETWORK_USED, self.on_network))
        self.guards["open"] = self.on_open

    def take(self):
        """Give what was seen since the last call."""
        seen, self.seen = self.seen, []
        self.keys.clear()
        return seen

    def note(self, kind, subject, detail, place):
        """Keep one observation, once for each place of an invocation."""
        key = (kind, subject, place and (place["file"], place["line"]))
        if key in self.keys or len(self.seen) >= OBSERVATIONS:
            return
        self.keys.add(key)
        observation = {"kind": kind, "subject": subject}
        if detail:
            observation["detail"] = detail
        if place is not None:
            observation["place"] = place
        self.seen.append(observation)

    def audit(self, event, args):
        """Be called by the interpreter before it does what `event` says."""
        guard = self.guards.get(event)
        if guard is not None:
            guard(event, args)

    def on_open(self, event, args, _writing=WRITING):
        """Judge a file that is opened: a descriptor or a read passes."""
        path, _, flags = args
        if flags is not None and flags & _writing and not isinstance(path, int):
            self.refuse_write(path)

    def on_write(self, event, args):
        """Judge a change of the file system other than by an open file."""
        for path in args[: PATHS_WRITTEN[event]]:
            if not isinstance(path, int):
                self.refuse_write(path)

    def refuse_write(self, path, _getframe=sys._getframe, _error=ReadOnlyFileSystem):
        """Raise unless the path is one that Lambda lets a function write."""
        full = absolute(path)
        if full is None or self.is_writable(full):
            return
        self.note("write", full, "", self.sources.of_frame(_getframe(2)))
        raise _error(ERROR_READ_ONLY, "Read-only file system", path)

    def is_writable(self, full):
        """Tell whether Lambda lets a function write there, or would say that no such folder is."""
        if (full + os.sep).startswith(self.sources.prefix):
            return False
        if full.startswith(("/tmp/", "/dev/", "/proc/self/")):
            return True
        return not _isdir(_dirname(full))

    def on_network(self, event, args, _getframe=sys._getframe, _error=NetworkDenied):
        """Note whom the handler wants to reach, and refuse it unless that is allowed."""
        subject = NETWORK_USED[event](args)
        detail = "" if self.allow_network else "denied"
        self.note("network", subject, detail, self.sources.of_frame(_getframe(1)))
        if not self.allow_network:
            message = "the network is out of reach here: " + subject
            raise _error(_socket.EAI_AGAIN, message)


_isdir, _dirname, _realpath = os.path.isdir, os.path.dirname, os.path.realpath


def absolute(path):
    """Give the real path as text, or None where the argument is no path."""
    try:
        return _realpath(os.fsdecode(path))
    except (TypeError, ValueError, OSError):
        return None


def peer(address):
    """Say whom a socket address names."""
    if isinstance(address, tuple) and len(address) > 1:
        return "%s:%s" % (text_of(address[0]), address[1])
    return text_of(address)


def text_of(name):
    """Give a host name or socket path as text."""
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)


# Audit events, with how many of their first arguments are paths that change.
PATHS_WRITTEN = {
    "os.mkdir": 1,
    "os.rmdir": 1,
    "os.remove": 1,
    "os.rename": 2,
    "os.truncate": 1,
    "os.chmod": 1,
    "os.chown": 1,
    "os.utime": 1,
    "os.setxattr": 1,
    "os.removexattr": 1,
}
NETWORK_USED = {
    "socket.connect": lambda args: peer(args[1]),
    "socket.sendto": lambda args: peer(args[1]),
    "socket.sendmsg": lambda args: peer(args[1]),
    "socket.getaddrinfo": lambda args: peer((args[0], args[1])),
    "socket.gethostbyname": lambda args: text_of(args[0]),
    "socket.gethostbyaddr": lambda args: text_of(args[0]),
}


def recording_environ(observer):
    """Give a class for os.environ that notes which variables the handler's own code reads."""
    base = type(os.environ)
    reserved = set(os.environ)
    passed = {os.__file__, sys.modules["_collections_abc"].__file__, base.get.__code__.co_filename}
    passed |= {base.__getitem__.__code__.co_filename}
    relative = observer.sources.relative
    getframe = sys._getframe

    def note(name, has_default):
        if name in reserved or not isinstance(name, str):
            return
        frame = getframe(2)
        while frame is not None and frame.f_code.co_filename in passed:
            frame = frame.f_back
        if frame is None or relative(frame.f_code.co_filename) is None:
            return
        detail = "default" if has_default else ""
        observer.note("environment", name, detail, observer.sources.of_frame(frame))

    class Environ(base):
        """os.environ with a watch on reads."""

        def __getitem__(self, key):
            note(key, False)
            return base.__getitem__(self, key)

        def __contains__(self, key):
            note(key, True)
            try:
                base.__getitem__(self, key)
            except KeyError:
                return False
            return True

        def get(self, key, default=None):
            note(key, default is not None)
            try:
                return base.__getitem__(self, key)
            except KeyError:
                return default

        def __setitem__(self, key, value):
            reserved.add(key)
            base.__setitem__(self, key, value)

    Environ.__name__ = Environ.__qualname__ = base.__name__
    return Environ


# --- Serialisation


class Unmarshallable(Exception):
    """The result has no JSON form: Lambda's error type and message, and whether it is fatal."""

    def __init__(self, error_type, message, fatal=False):
        """Keep what the outcome tells."""
        super().__init__(message)
        self.error_type = error_type
        self.fatal = fatal


def refuse(value):
    """Raise as simplejson does for a type without JSON form."""
    raise TypeError("Object of type %s is not JSON serializable" % value.__class__.__name__)


def is_plain(result, _scalars=frozenset((str, int, float, bool, type(None)))):
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

    def __init__(self, ascii_only):
        """Python 3.12 and newer runtimes leave text as it is; older ones escape non-ASCII."""
        self.fast = fast_encoder(ascii_only, (": ", ", "))
        self.quote = encode_basestring_ascii if ascii_only else encode_basestring

    def marshal(self, result):
        """Give the payload, and the conversions that were made.

        Raises Unmarshallable; fatal for a lone surrogate, which Lambda's client notices only when
        it posts the text, outside of all its error handling.
        """
        if isinstance(result, bytes):
            return result, [{"path": "", "kind": "bytes"}]
        conversions = []
        try:
            if is_plain(result):
                text = "".join(self.fast(result, 0))
            else:
                text = "".join(Slow(self.quote, conversions).any(result, ""))
        except Exception as error:
            message = "Unable to marshal response: %s" % error
            raise Unmarshallable("Runtime.MarshalError", message) from None
        try:
            return text.encode("utf-8"), conversions
        except UnicodeEncodeError as error:
            raise Unmarshallable("UnicodeEncodeError", str(error), fatal=True) from None


class Slow:
    """simplejson's encoder, which also tells what it converts."""

    def __init__(self, quote, conversions):
        """Write strings with `quote`, append to `conversions`."""
        self.quote = quote
        self.conversions = conversions
        self.open = set()

    def note(self, path, kind, detail=""):
        """Keep one conversion; many of one kind say no more."""
        if len(self.conversions) < OBSERVATIONS:
            conversion = {"path": path, "kind": kind}
            if detail:
                conversion["detail"] = detail
            self.conversions.append(conversion)

    def any(self, value, path):
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

    def once(self, value, path):
        """Yield the text of a container, or of what stands for it; refuse it inside itself."""
        fields = as_fields(value)
        if id(value) in self.open:
            raise ValueError("Circular reference detected")
        self.open.add(id(value))
        yield from self.container(value, fields, path)
        self.open.discard(id(value))

    def container(self, value, fields, path):
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

    def sequence(self, items, path):
        """Yield the text of an array."""
        separator = "["
        for index, item in enumerate(items):
            yield separator
            yield from self.any(item, "%s[%d]" % (path, index))
            separator = ", "
        yield "[]" if separator == "[" else "]"

    def mapping(self, fields, path):
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

    def key(self, key, path):
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


def as_fields(value):
    """Give what `_asdict()` gives, as the one item of a tuple; nothing without such a method."""
    method = getattr(value, "_asdict", None)
    if callable(method):
        try:
            return (method(),)
        except TypeError:
            pass
    return ()


def is_decimal(value):
    """Tell a Decimal without importing the module for handlers that do not use it."""
    module = sys.modules.get("decimal")
    return module is not None and isinstance(value, module.Decimal)


def number(value):
    """Give a float as simplejson writes it, NaN and Infinity included."""
    if value != value:
        return "NaN"
    if value in (INFINITY, -INFINITY):
        return "Infinity" if value > 0 else "-Infinity"
    return float.__repr__(value if type(value) is float else float(value))


# --- What the handler is given


class Named:
    """An object that shows its attributes."""

    def __repr__(self):
        fields = ",".join("%s=%s" % field for field in vars(self).items() if field[0][0] != "_")
        return "%s([%s])" % (type(self).__name__, fields)


class CognitoIdentity(Named):
    """The identity of the caller: CloudFront has none."""

    def __init__(self):
        """Set all to None."""
        self.cognito_identity_id = None
        self.cognito_identity_pool_id = None


class LambdaContext(Named):
    """The second argument of a handler.

    Source: https://docs.aws.amazon.com/lambda/latest/dg/python-context.html
    """

    def __init__(self, fixed, request_id, deadline):
        """Take what is the same for all invocations, and the deadline in ms since 1970."""
        self.aws_request_id = request_id
        vars(self).update(fixed)
        self.identity = CognitoIdentity()
        self._epoch_deadline_time_in_ms = deadline

    def get_remaining_time_in_millis(self, _now=epoch):
        """Give the milliseconds left, at least 0."""
        return max(self._epoch_deadline_time_in_ms - int(_now() * 1000), 0)

    def log(self, msg):
        """Write to the log, without a line end."""
        sys.stdout.write(str(msg))


def fixed_context(environ):
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

    def __init__(self, stream):
        """Wrap the stream."""
        self.stream = stream

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        pass

    def __getattr__(self, attr):
        return getattr(self.stream, attr)

    def write(self, msg):
        """Write and flush."""
        self.stream.write(msg)
        self.stream.flush()

    def writelines(self, msgs):
        """Write and flush."""
        self.stream.writelines(msgs)
        self.stream.flush()


class LambdaLoggerHandler(logging.Handler):
    """The root logger's handler: to standard output, whatever that is by then."""

    request_id = ""

    def emit(self, record):
        """Write one record."""
        record.aws_request_id = self.request_id
        sys.stdout.write(self.format(record))


def set_up_logging():
    """Prepare the streams and the root logger as Lambda does."""
    sys.stdout = Unbuffered(sys.stdout)
    sys.stderr = Unbuffered(sys.stderr)
    logging.Formatter.converter = gmtime
    handler = LambdaLoggerHandler()
    line = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n"
    handler.setFormatter(logging.Formatter(line, "%Y-%m-%dT%H:%M:%S"))
    logging.getLogger().addHandler(handler)
    return handler


# --- Loading


class Fault(Exception):
    """Why the handler cannot be loaded, with the name that Lambda gives it."""

    def __init__(self, error_type, message, place=None, trace=()):
        """Keep the parts of the message to the kit."""
        super().__init__(message)
        self.header = {"type": "not-loaded", "error_type": error_type, "message": message}
        if place is not None:
            self.header["place"] = place
        if trace:
            self.header["trace"] = list(trace)


def find_handler(setting, sources):
    """Import the module and give the function that `setting` names; raises Fault."""
    module_name, dot, name = setting.rpartition(".")
    if not dot:
        reason = "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % setting
        raise Fault("Runtime.MalformedHandlerName", reason)
    if module_name.split(".")[0] in sys.builtin_module_names:
        reason = "Cannot use built-in module %s as a handler module" % module_name
        raise Fault("Runtime.BuiltInModuleConflict", reason)
    module = import_module(module_name, sources)
    try:
        return getattr(module, name)
    except AttributeError:
        reason = "Handler '%s' missing on module '%s'" % (name, module_name)
        raise Fault("Runtime.HandlerNotFound", reason) from None


def import_module(name, sources):
    """Import the handler's module; raises Fault for whatever it raises."""
    try:
        return importlib.import_module(name.replace("/", "."))
    except ImportError as error:
        reason = "Unable to import module '%s': %s" % (name, error)
        place = sources.of_traceback(error.__traceback__)
        raise Fault("Runtime.ImportModuleError", reason, place) from None
    except SyntaxError as error:
        reason = "Syntax error in module '%s': %s" % (name, error)
        trace = '  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)
        place = syntax_place(error, sources)
        raise Fault("Runtime.UserCodeSyntaxError", reason, place, (trace,)) from None
    except BaseException as error:
        raise load_fault(error, sources) from None


def load_fault(error, sources):
    """Give the Fault for what a module raised while it was executed."""
    place, trace = sources.of_traceback(error.__traceback__), trace_of(error)
    if isinstance(error, Exception):
        return Fault(type(error).__name__, message_of(error), place, trace)
    status = exit_status(error.code) if isinstance(error, SystemExit) else 1
    reason = "Runtime exited with error: exit status %d" % status
    return Fault("Runtime.ExitError", reason, place, trace)


def syntax_place(error, sources):
    """Give the place of a syntax error, where it is in the handler's own code."""
    file = sources.relative(error.filename or "")
    return None if file is None else {"file": file, "line": error.lineno or 1}


def exit_status(code):
    """Give the status with which `sys.exit(code)` ends the process."""
    if code is None:
        return 0
    return code & 0xFF if isinstance(code, int) else 1


def message_of(error):
    """Give the text of an exception, also where making it raises."""
    try:
        return str(error)
    except Exception:
        return ""


def trace_of(error, _extract=traceback.extract_tb, _format=traceback.format_list):
    """Give the stack as lines of text, without the frames of this file."""
    step = error.__traceback__
    while step is not None and step.tb_frame.f_code.co_filename == __file__:
        step = step.tb_next
    try:
        return _format(_extract(step, -TRACE_FRAMES))
    except Exception:
        return []


# --- Invoking


def blocked_by(error, _guards=((NetworkDenied, "network"), (ReadOnlyFileSystem, "filesystem"))):
    """Tell which guard of this file made the exception, or one that led to it."""
    for _ in range(TRACE_FRAMES):
        if error is None:
            return None
        for guard, name in _guards:
            if isinstance(error, guard):
                return name
        error = error.__cause__ or error.__context__
    return None


class Peak:
    """The highest resident size of this process so far, in bytes.

    It is the kernel's VmHWM: getrusage's ru_maxrss is inherited from the process that started this
    one. Reading it takes 20 microseconds, so it is read only after new pages were touched.
    """

    def __init__(self):
        """Open the file for good, as the handler may do without /proc."""
        try:
            self.status = os.open("/proc/self/status", os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            self.status = None
        self.faults = -1
        self.bytes = 0

    def read(self, _usage=resource.getrusage, _self=resource.RUSAGE_SELF, _pread=os.pread):
        """Give the peak."""
        usage = _usage(_self)
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

    def __init__(self, channel, load, sources, observer):
        """Take what stays the same for all invocations."""
        self.channel = channel
        self.sources = sources
        self.observer = observer
        self.timeout = int(load["timeout"] * 1000)
        self.max_payload = load["max_payload"]
        self.marshal = Marshaller(runtime_version(load["runtime"]) < (3, 12)).marshal
        self.context = fixed_context(os.environ)
        self.peak = Peak()
        self.ends = False

    def serve(self, function, logger, extras):
        """Answer invoke messages until the input ends, or the process has to."""
        scan = json.decoder.JSONDecoder().scan_once
        receive = self.channel.receive
        while not self.ends:
            header, payload = receive()
            header = scan(header.decode(), 0)[0]
            number = header["id"]
            logger.request_id = request_id = "00000000-0000-4000-8000-%012x" % number
            text = payload.decode()
            extras.before(header)
            failure = None
            cpu, wall = process_time(), perf_counter()
            try:
                event = extras.event(scan(text, 0)[0])
                deadline = int(epoch() * 1000) + self.timeout
                result = None
                result = function(event, LambdaContext(self.context, request_id, deadline))
                answer, conversions = self.marshal(result)
            except BaseException as error:
                failure = self.failure(error, type(result) is CoroutineType)
            wall, cpu = perf_counter() - wall, process_time() - cpu
            outcome = '"id":%d,"wall":%.7f,"cpu":%.7f,"peak_memory":%d' % (
                number,
                wall,
                cpu,
                self.peak.read(),
            )
            more = extras.after()
            if failure is not None:
                self.send(outcome, {**failure, **more}, b"")
            elif len(answer) > self.max_payload:
                self.send(outcome, {"kind": "oversized", "size": len(answer), **more}, b"")
            else:
                if conversions:
                    more["conversions"] = conversions
                self.send(outcome, {"kind": "returned", **more}, answer)

    def send(self, outcome, more, answer):
        """Send one outcome, with what was observed meanwhile."""
        if self.observer.seen:
            more["observations"] = self.observer.take()
        rest = "".join(self.channel.encoder(more, 0))
        header = '{"type":"outcome",%s,%s' % (outcome, rest[1:])
        self.channel.send_text(header.encode(), answer)

    def failure(self, error, is_coroutine):
        """Tell what an exception means on Lambda, as a part of the outcome."""
        if isinstance(error, Unmarshallable):
            kind, error_type = "unserialisable", error.error_type
            failure = {"kind": kind, "error_type": error_type, "message": str(error)}
            if is_coroutine:
                failure["coroutine"] = True
            return self.ending(failure) if error.fatal else failure
        if isinstance(error, MemoryError):
            return self.ending({"kind": "out-of-memory", "message": message_of(error)})
        place = self.sources.of_traceback(error.__traceback__)
        where = {} if place is None else {"place": place}
        if not isinstance(error, Exception):
            return self.ending({"kind": "exited", "status": self.last_words(error), **where})
        failure = {"kind": "raised", "error_type": type(error).__name__, **where}
        failure["message"] = message_of(error)
        failure["trace"] = trace_of(error)
        blocked = blocked_by(error)
        if blocked is not None:
            failure["blocked"] = blocked
        return failure

    def ending(self, failure):
        """Say that this process ends, as Lambda's does."""
        self.ends = failure["ends"] = True
        return failure

    def last_words(self, error, _print=traceback.print_exception):
        """Print what the interpreter prints when it ends so, and give the exit status."""
        try:
            if not isinstance(error, SystemExit):
                _print(type(error), error, error.__traceback__)
                return 1
            if error.code is not None and not isinstance(error.code, int):
                print(error.code, file=sys.stderr)
        except Exception:
            return 1
        return exit_status(error.code)


def runtime_version(identifier):
    """Give (3, 12) for python3.12."""
    return tuple(int(part) for part in identifier[len("python") :].split("."))


# --- What is asked for beyond running


class Extras:
    """Nothing beyond running: the ordinary case."""

    def before(self, header):
        """Prepare one invocation."""

    def event(self, event):
        """Give the event that the handler gets."""
        return event

    def after(self):
        """Give more for the outcome."""
        return {}


def main():
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
    os.environ.__class__ = recording_environ(observer)
    invoker = Invoker(channel, load, sources, observer)
    sys.addaudithook(observer.audit)
    sys.path.insert(0, load["root"])
    extras = Extras()
    started = perf_counter()
    try:
        function = find_handler(load["handler"], sources)
    except Fault as fault:
        channel.send({**fault.header, "observations": observer.take()})
        os._exit(0)
    loaded = {"type": "loaded", "seconds": perf_counter() - started}
    loaded.update(peak_memory=invoker.peak.read(), observations=observer.take())
    channel.send(loaded)
    invoker.serve(function, logger, extras)
    os._exit(0)


if __name__ == "__main__":
    main()
