"""Python handlers that misbehave while they answer."""

from edgeconform.model import Language
from tests.hostile.case import Case, case


def _case(name: str, codes: str, body: str, **more: float) -> Case:
    return case(Language.PYTHON, f"python {name}", codes, body, **more)


HANGS = (
    _case("hang with the GIL", "EC103", "import re; re.match('(a+)+$', 'a' * 64 + 'b')"),
    _case("hang without the GIL", "EC103", "threading.Event().wait()"),
    _case("hang on a pipe", "EC103", "os.read(os.pipe()[0], 1)"),
    _case("hang in a child", "EC103", "subprocess.run(['sleep', '60'])"),
    _case(
        "hang that ignores every signal",
        "EC103",
        """
        for number in range(1, 32):
            try: signal.signal(number, signal.SIG_IGN)
            except OSError: pass
        while True: pass
        """,
    ),
    _case("stop of the group", "EC103", "os.killpg(0, signal.SIGSTOP)"),
    _case(
        "hang in str() of an exception",
        "EC103",
        """
        class Endless(Exception):
            def __str__(self):
                while True: pass
        raise Endless
        """,
    ),
    _case(
        "hang in the serialiser",
        "EC103",
        """
        class Endless(dict):
            def items(self):
                while True: yield 'a', 'b'
        return Endless(request)
        """,
    ),
    _case(
        "hang on some events, and exit on others",
        "EC103 EC104",
        """
        if len(str(event)) % 3 == 0: os._exit(1)
        while len(str(event)) % 3 == 1: pass
        """,
    ),
)

ENDS = (
    _case("os._exit(0)", "EC104", "os._exit(0)"),
    _case("sys.exit()", "EC104", "sys.exit()"),
    _case("sys.exit with a text", "EC104", "sys.exit('bye')"),
    _case("KeyboardInterrupt", "EC104", "raise KeyboardInterrupt"),
    _case("SIGINT to itself", "EC104", "signal.raise_signal(signal.SIGINT); time.sleep(1)"),
    _case("SIGSEGV", "EC104", "os.kill(os.getpid(), signal.SIGSEGV)"),
    _case(
        "limit of processor time",
        "EC104",
        """
        resource.setrlimit(resource.RLIMIT_CPU, (0, 0))
        while True: pass
        """,
        timeout=3.0,
    ),
    _case(
        "exit from a thread, later",
        "EC104",
        """
        threading.Timer(0.001, os._exit, (5,)).start()
        """,
    ),
    _case(
        "exit in str() of an exception",
        "EC104",
        """
        class Exit(Exception):
            def __str__(self): os._exit(9)
        raise Exit
        """,
    ),
    _case("exec of another program", "EC104", "os.execv('/bin/true', ['true'])"),
)

SIGNALS = (
    _case("a signal to its parent", "EC102", "os.kill(os.getppid(), signal.SIGURG)"),
    _case(
        "a signal to its parent's group",
        "EC102",
        """
        os.killpg(os.getpgid(os.getppid()), signal.SIGURG)
        """,
    ),
    _case("signal to everyone", "EC102", "os.kill(-1, signal.SIGURG)"),
    _case(
        "signal to a child",
        "",
        """
        child = subprocess.Popen(['sleep', '60'])
        child.kill()
        child.wait()
        """,
        timeout=5.0,
    ),
)

CHANNEL = (
    _case(
        "garbage on every descriptor",
        "EC104",
        """
        for fd in range(3, 64):
            try: os.write(fd, os.urandom(4096))
            except OSError: pass
        """,
    ),
    _case(
        "half a frame",
        "EC104",
        """
        for fd in range(3, 64):
            try: os.write(fd, b'\\0\\0\\0\\x20\\0\\0\\0\\0{')
            except OSError: pass
        """,
    ),
    _case(
        "a forged answer without a kind",
        "EC104",
        """
        forge(context, '"type":"outcome"')
        """,
    ),
    _case(
        "a forged answer of no kind that is known",
        "EC104",
        """
        forge(context, '"type":"outcome","kind":"fine","wall":0,"cpu":0,"peak_memory":0')
        """,
    ),
    _case(
        "a forged answer of wrong types",
        "EC104",
        """
        forge(context, '"type":"outcome","kind":"raised","wall":"x","cpu":[],"peak_memory":null,'
              '"error_type":5,"message":{},"place":7,"observations":3')
        """,
    ),
    _case(
        "a forged message of a type that is none",
        "EC104",
        """
        forge(context, '"type":[1]')
        """,
    ),
    _case("closing all descriptors", "EC104", "os.closerange(0, 256)"),
    _case(
        "descriptors turned to /dev/null",
        "EC104",
        """
        nowhere = os.open('/dev/null', os.O_RDWR)
        for fd in range(3, 64):
            if fd != nowhere:
                try:
                    os.fstat(fd)
                    os.dup2(nowhere, fd)
                except OSError: pass
        """,
    ),
    _case(
        "forged marks of the log",
        "",
        """
        frame = sys._getframe(1)
        mark = frame.f_locals['self'].channel.mark
        for _ in range(2000): os.write(1, mark * 100)
        """,
        timeout=5.0,
    ),
)

OUTPUT = (
    _case(
        "256 MB on stdout",
        "",
        """
        block = b'x' * (1 << 20)
        if count == 1:
            for _ in range(256): os.write(1, block)
        """,
        timeout=20.0,
    ),
    _case(
        "256 MB on stderr",
        "",
        """
        block = b'\\xff' * (1 << 20)
        if count == 1:
            for _ in range(256): os.write(2, block)
        """,
        timeout=20.0,
    ),
    _case("no sys.stdout", "", "sys.stdout = sys.stderr = None"),
    _case("closed sys.stdout", "", "sys.stdout.close()"),
    _case(
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
    _case(
        "140 MB of text",
        "EC105 EC202",
        """
        if count == 1: return {'status': '200', 'body': 'x' * 140_000_000}
        """,
        timeout=5.0,
    ),
    _case(
        "140 MB of bytes",
        "EC105 EC202",
        """
        if count == 1: return b'x' * 140_000_000
        """,
        timeout=5.0,
    ),
    _case(
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
    _case(
        "a result that lies about its class",
        "EC104",
        """
        class Liar:
            @property
            def __class__(self): raise SystemExit
        return Liar()
        """,
    ),
    _case(
        "a result that holds itself by _asdict",
        "EC107",
        """
        class Loop:
            def _asdict(self): return {'a': self}
        return Loop()
        """,
    ),
    _case(
        "a result nested 100,000 deep",
        "EC107",
        """
        for _ in range(100_000 if count == 1 else 0): request = {'a': request}
        """,
    ),
    _case(
        "a result nested 900 deep",
        "EC202",
        """
        for _ in range(900): request = {'a': request}
        """,
    ),
    _case(
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
    _case("a generator", "EC107", "return (x for x in ())"),
)

EXCEPTIONS = (
    _case("deep recursion", "EC102", "(f := lambda: f())()"),
    _case(
        "a message of 50 MB", "EC102", "raise ValueError('x' * (50_000_000 if count == 1 else 0))"
    ),
    _case("a message that is no Unicode", "EC102", "raise ValueError('\\ud800')"),
    _case(
        "a name that is no text",
        "EC102",
        """
        class Meta(type):
            __name__ = 5
        class Odd(Exception, metaclass=Meta): pass
        raise Odd
        """,
    ),
    _case(
        "a traceback that is a loop",
        "EC102",
        """
        one, other = ValueError(), ValueError()
        one.__cause__, other.__cause__ = other, one
        raise one
        """,
    ),
    _case(
        "a name of a variable of 50 MB",
        "EC803",
        "os.environ.get('x' * (50_000_000 if count == 1 else 1))",
    ),
    _case("a name of a variable that is no Unicode", "EC803", "os.environ.get('\\udc80')"),
)

MEMORY = (
    _case(
        "memory that grows",
        "EC105",
        """
        kept = []
        while True: kept.append(b'x' * 100_000_000)
        """,
        timeout=20.0,
    ),
    _case(
        "memory that grows in maps",
        "EC105",
        """
        import mmap
        kept = []
        while True:
            kept.append(mmap.mmap(-1, 100_000_000))
            kept[-1].write(b'x' * 100_000_000)
        """,
        timeout=20.0,
    ),
)

CASES = (
    *HANGS, *ENDS, *SIGNALS, *CHANNEL, *OUTPUT, *RESULTS, *EXCEPTIONS, *MEMORY,
)  # fmt: skip
