"""Python handlers that hang, end, and meddle with what is around them while they answer."""

from edgeconform.model import Language
from tests.hostile.case import Case, case


def python_case(name: str, codes: str, body: str, **more: float) -> Case:
    return case(Language.PYTHON, f"python {name}", codes, body, **more)


HANGS = (
    python_case("hang with the GIL", "EC103", "import re; re.match('(a+)+$', 'a' * 64 + 'b')"),
    python_case("hang without the GIL", "EC103", "threading.Event().wait()"),
    python_case("hang on a pipe", "EC103", "os.read(os.pipe()[0], 1)"),
    python_case("hang in a child", "EC103", "subprocess.run(['sleep', '60'])"),
    python_case(
        "hang that ignores every signal",
        "EC103",
        """
        for number in range(1, 32):
            try: signal.signal(number, signal.SIG_IGN)
            except OSError: pass
        while True: pass
        """,
    ),
    python_case("stop of the group", "EC103", "os.killpg(0, signal.SIGSTOP)"),
    python_case(
        "hang in str() of an exception",
        "EC103",
        """
        class Endless(Exception):
            def __str__(self):
                while True: pass
        raise Endless
        """,
    ),
    python_case(
        "hang in the serialiser",
        "EC103",
        """
        class Endless(dict):
            def items(self):
                while True: yield 'a', 'b'
        return Endless(request)
        """,
    ),
    python_case(
        "hang on some events, and exit on others",
        "EC103 EC104",
        """
        if len(str(event)) % 3 == 0: os._exit(1)
        while len(str(event)) % 3 == 1: pass
        """,
    ),
)

ENDS = (
    python_case("os._exit(0)", "EC104", "os._exit(0)"),
    python_case("sys.exit()", "EC104", "sys.exit()"),
    python_case("sys.exit with a text", "EC104", "sys.exit('bye')"),
    python_case("KeyboardInterrupt", "EC104", "raise KeyboardInterrupt"),
    python_case("SIGINT to itself", "EC104", "signal.raise_signal(signal.SIGINT); time.sleep(1)"),
    python_case("SIGSEGV", "EC104", "os.kill(os.getpid(), signal.SIGSEGV)"),
    python_case(
        "limit of processor time",
        "EC104",
        """
        resource.setrlimit(resource.RLIMIT_CPU, (0, 0))
        while True: pass
        """,
        timeout=3.0,
    ),
    python_case(
        "exit from a thread, later",
        "EC104",
        """
        threading.Timer(0.001, os._exit, (5,)).start()
        """,
    ),
    python_case(
        "exit in str() of an exception",
        "EC104",
        """
        class Exit(Exception):
            def __str__(self): os._exit(9)
        raise Exit
        """,
    ),
    python_case("exec of another program", "EC104", "os.execv('/bin/true', ['true'])"),
)

SIGNALS = (
    python_case("a signal to its parent", "EC102", "os.kill(os.getppid(), signal.SIGURG)"),
    python_case(
        "a signal to its parent's group",
        "EC102",
        """
        os.killpg(os.getpgid(os.getppid()), signal.SIGURG)
        """,
    ),
    python_case("signal to everyone", "EC102", "os.kill(-1, signal.SIGURG)"),
    python_case(
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
    python_case(
        "garbage on every descriptor",
        "EC104",
        """
        for fd in range(3, 64):
            try: os.write(fd, os.urandom(4096))
            except OSError: pass
        """,
    ),
    python_case(
        "half a frame",
        "EC104",
        """
        for fd in range(3, 64):
            try: os.write(fd, b'\\0\\0\\0\\x20\\0\\0\\0\\0{')
            except OSError: pass
        """,
    ),
    python_case(
        "a forged answer without a kind",
        "EC104",
        """
        forge(context, '"type":"outcome"')
        """,
    ),
    python_case(
        "a forged answer of no kind that is known",
        "EC104",
        """
        forge(context, '"type":"outcome","kind":"fine","wall":0,"cpu":0,"peak_memory":0')
        """,
    ),
    python_case(
        "a forged answer of wrong types",
        "EC104",
        """
        forge(context, '"type":"outcome","kind":"raised","wall":"x","cpu":[],"peak_memory":null,'
              '"error_type":5,"message":{},"place":7,"observations":3')
        """,
    ),
    python_case(
        "a forged message of a type that is none",
        "EC104",
        """
        forge(context, '"type":[1]')
        """,
    ),
    python_case("closing all descriptors", "EC104", "os.closerange(0, 256)"),
    python_case(
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
    python_case(
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

MEMORY = (
    python_case(
        "memory that grows",
        "EC105",
        """
        kept = []
        while True: kept.append(b'x' * 100_000_000)
        """,
        timeout=20.0,
    ),
    python_case(
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

CASES = (*HANGS, *ENDS, *SIGNALS, *CHANNEL, *MEMORY)
