"""Python handlers that misbehave at loading, and after their answer."""

from edgeconform.model import Language
from tests.hostile.case import Case, Where, case


def _case(name: str, codes: str, body: str, where: Where = "invocation", **more: float) -> Case:
    return case(Language.PYTHON, f"python {name}", codes, body, where=where, **more)


LOADING = (
    _case("slow start", "", "time.sleep(0.5)", "load"),
    _case("endless start", "EC101", "threading.Event().wait()", "load"),
    _case("start that closes all descriptors", "EC101", "os.closerange(0, 256)", "load"),
    _case("start that forks", "", "os.fork()", "load"),
    _case("start that floods", "", "for _ in range(999): os.write(1, b'x' * 99_999)", "load"),
    _case("a module that raises what is no error", "EC101", "raise GeneratorExit", "load"),
    _case("a message of loading that is no Unicode", "EC101", "raise OSError('\\udcff')", "load"),
    _case("a message of loading of 50 MB", "EC101", "raise OSError('x' * 50_000_000)", "load"),
)

TAMPERING = (
    _case(
        "builtins",
        "",
        """
        import builtins
        for name in ('len', 'isinstance', 'open', 'type', 'getattr', 'str', 'dict', 'print'):
            setattr(builtins, name, None)
        """,
        "load",
    ),
    _case("sys.modules", "EC101", "sys.modules.clear()", "load"),
    _case(
        "the module of the worker",
        "EC101",
        """
        import __main__
        for name in list(vars(__main__)):
            if name[0] != '_': setattr(__main__, name, None)
        """,
        "load",
    ),
    _case(
        "json",
        "",
        """
        import json, json.encoder, json.decoder
        for module in (json, json.encoder, json.decoder):
            for name in list(vars(module)):
                if name[0] != '_': setattr(module, name, None)
        """,
        "load",
    ),
    _case(
        "os and time",
        "",
        """
        import time as clock
        write = os.write
        os.write = os._exit = os.kill = clock.time = clock.perf_counter = None
        """,
        "load",
    ),
    _case(
        "sys.excepthook",
        "EC104",
        """
        def hook(*error):
            while True: pass
        sys.excepthook = hook
        threading.Timer(0.0, lambda: None).start()
        sys.exit(1)
        """,
    ),
    _case("sys.settrace", "EC101", "sys.settrace(lambda *args: 1 / 0)", "load"),
    _case(
        "an audit hook that raises",
        "",
        """
        def hook(event, args):
            if event.startswith(('open', 'os.')): raise RuntimeError
        sys.addaudithook(hook)
        """,
        "load",
    ),
    _case("the recursion limit", "", "sys.setrecursionlimit(10**9)", "load"),
    _case("the environment", "", "os.environ.clear(); os.environ['PATH'] = '\\udc80'", "load"),
    _case(
        "resource limits",
        "",
        """
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        """,
        "load",
    ),
)

LEFT_BEHIND = (
    _case("threads", "", "threading.Thread(target=time.sleep, args=(60,)).start()"),
    _case(
        "threads that print",
        "",
        """
        def chat():
            while True: os.write(1, b'x' * 1000)
        if count == 1: threading.Thread(target=chat, daemon=True).start()
        """,
        timeout=5.0,
    ),
    _case(
        "forked processes",
        "",
        """
        if os.fork() == 0:
            time.sleep(60)
        """,
        timeout=5.0,
    ),
    _case("a process that goes on as the handler", "", "os.fork()", timeout=5.0),
    _case(
        "a daemon",
        "",
        """
        if count == 1 and os.fork() == 0:
            os.setsid()
            if os.fork(): os._exit(0)
            os.closerange(0, 256)
            os.chdir('/')
            time.sleep(60)
        """,
        timeout=5.0,
    ),
    _case(
        "a daemon that was executed",
        "EC104",
        """
        subprocess.Popen(['sleep', '60'], start_new_session=True, close_fds=True)
        os._exit(1)
        """,
        timeout=5.0,
    ),
    _case(
        "a child that floods",
        "",
        """
        if count == 1: subprocess.Popen(['yes'], start_new_session=True)
        """,
        timeout=5.0,
    ),
    _case("an alarm", "EC104", "signal.setitimer(signal.ITIMER_REAL, 0.001)"),
    _case("atexit", "", "import atexit; atexit.register(time.sleep, 60)"),
    _case(
        "an object that ends the process",
        "EC104",
        """
        class Bomb:
            def __del__(self): os._exit(4)
        global bomb
        bomb = Bomb()
        """,
    ),
    _case(
        "temporary files",
        "",
        """
        import tempfile
        folder = tempfile.mkdtemp()
        open(folder + '/a', 'w').close()
        os.remove(folder + '/a')
        os.rmdir(folder)
        """,
        timeout=5.0,
    ),
    _case("another directory", "", "os.chdir('/proc/self/fd')"),
    _case(
        "an event loop",
        "EC108",
        """
        import asyncio
        async def later(): await asyncio.sleep(60)
        return later()
        """,
    ),
    _case(
        "an exception in a thread",
        "",
        """
        threading.Thread(target=lambda: 1 / 0).start()
        """,
        timeout=5.0,
    ),
)

CASES = (*LOADING, *TAMPERING, *LEFT_BEHIND)
