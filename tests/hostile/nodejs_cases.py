"""Node.js handlers that misbehave."""

from edgeconform.model import Language
from tests.hostile.case import Case, Where, case


def _case(name: str, codes: str, body: str, where: Where = "invocation", **more: float) -> Case:
    more = {"timeout": 0.7, **more}
    return case(Language.NODEJS, f"nodejs {name}", codes, body, where=where, **more)


HANGS = (
    _case("hang of the event loop", "EC103", "for (;;) {}"),
    _case("hang in microtasks", "EC103", "for (;;) await null"),
    _case("hang in timers", "EC103", "await new Promise(() => setInterval(() => {}, 1))"),
    _case(
        "hang in nextTick",
        "EC103",
        """
        const again = () => process.nextTick(again)
        again()
        await new Promise(() => {})
        """,
    ),
    _case(
        "hang of the thread",
        "EC103",
        """
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
        """,
    ),
    _case("hang in a child", "EC103", "require('child_process').execSync('sleep 60')"),
    _case("hang in toJSON", "EC103", "return { toJSON() { for (;;) {} } }"),
    _case("hang in a getter", "EC103", "return { get status() { for (;;) {} } }"),
    _case(
        "hang in a stack trace",
        "EC103",
        """
        Error.prepareStackTrace = () => { for (;;) {} }
        throw new Error('x')
        """,
    ),
    _case("never", "EC106", "await new Promise(() => {})"),
)

ENDS = (
    _case("process.exit(0)", "EC104", "process.exit(0)"),
    _case("process.abort", "EC104", "process.abort()"),
    _case("SIGKILL to itself", "EC104", "process.kill(process.pid, 'SIGKILL')"),
    _case("process.reallyExit", "EC104", "process.reallyExit(3)"),
    _case("exit later", "EC804", "setTimeout(() => process.exit(5), 0)"),
    _case("a signal to its parent", "EC102", "process.kill(process.ppid, 'SIGURG')"),
    _case("signal to everyone", "EC102", "process.kill(-1, 'SIGURG')"),
)

CHANNEL = (
    _case(
        "garbage on every descriptor",
        "EC104",
        """
        for (let fd = 3; fd < 64; fd++) try { fs.writeSync(fd, Buffer.alloc(4096, 'x')) } catch {}
        """,
    ),
    _case(
        "a forged answer",
        "EC104",
        """
        const id = parseInt(context.awsRequestId.slice(-12), 16)
        const header = Buffer.from(JSON.stringify({ type: 'outcome', id, kind: 'none' }))
        const sizes = Buffer.alloc(8)
        sizes.writeUInt32BE(header.length)
        for (let fd = 3; fd < 64; fd++) {
          try { fs.writeSync(fd, Buffer.concat([sizes, header])) } catch {}
        }
        """,
    ),
    _case(
        "closing all descriptors",
        "EC104",
        """
        for (let fd = 0; fd < 64; fd++) try { fs.closeSync(fd) } catch {}
        """,
    ),
    _case(
        "256 MB on stdout",
        "",
        """
        const block = Buffer.alloc(1 << 20)
        if (count === 1) for (let n = 0; n < 256; n++) fs.writeSync(1, block)
        """,
        timeout=20.0,
    ),
    _case(
        "256 MB on the console",
        "",
        """
        if (count === 1) for (let n = 0; n < 256; n++) console.error('x'.repeat(1 << 20))
        """,
        timeout=20.0,
    ),
    _case("a destroyed stdout", "", "process.stdout.destroy(); process.stderr.end()"),
)

RESULTS = (
    _case(
        "200 MB",
        "EC105",
        """
        if (count === 1) return { status: '200', body: 'x'.repeat(2e8) }
        """,
        timeout=5.0,
    ),
    _case("toJSON that throws", "EC107", "return { toJSON() { throw undefined } }"),
    _case("a getter that throws", "EC107", "return { get status() { throw new Error('x') } }"),
    _case(
        "a proxy that throws",
        "EC107",
        """
        return new Proxy({}, { ownKeys() { throw new Error('no') }, get() { return undefined } })
        """,
    ),
    _case(
        "a proxy that throws for then",
        "EC102",
        """
        return new Proxy({}, { get() { throw new Error('no') } })
        """,
    ),
    _case(
        "a result nested 100,000 deep",
        "EC107",
        """
        let nested = request
        for (let n = 0; n < (count === 1 ? 1e5 : 0); n++) nested = { nested }
        return nested
        """,
    ),
    _case(
        "a result nested 2,000 deep",
        "EC202",
        """
        let nested = request
        for (let n = 0; n < 2000; n++) nested = { nested }
        return nested
        """,
    ),
    _case("BigInt", "EC107", "return { status: 200n }"),
    _case("a thenable that never answers", "EC106", "return { then() {} }"),
)

EXCEPTIONS = (
    _case("deep recursion", "EC102", "const f = () => f(); f()"),
    _case("null", "EC102", "throw null"),
    _case(
        "an error whose getters throw",
        "EC102",
        """
        throw { get name() { throw 1 }, get message() { throw 2 }, get stack() { throw 3 } }
        """,
    ),
    _case(
        "a message of 50 MB",
        "EC102",
        "throw new Error('x'.repeat(count === 1 ? 5e6 : 0))",
        timeout=5.0,
    ),
    _case("a message that is no Unicode", "EC102", "throw new Error('\\ud800')"),
    _case(
        "a proxy",
        "EC102",
        """
        throw new Proxy(new Error(), { get() { throw new Error('no') } })
        """,
    ),
    _case("a variable that is no Unicode", "EC803", "process.env['\\ud800']"),
)

LOADING = (
    _case("endless start", "EC101", "for (;;) {}", "load"),
    _case("start that throws null", "EC101", "throw null", "load"),
    _case("start that exits", "EC101", "process.exit(0)", "load"),
    _case(
        "start that throws what throws",
        "EC101",
        """
        throw { get message() { throw 1 }, toString() { throw 2 } }
        """,
        "load",
    ),
    _case("start with a timer", "", "setInterval(() => {}, 1)", "load"),
)

TAMPERING = (
    _case(
        "Object.prototype",
        "",
        """
        Object.prototype.kind = Object.prototype.observations = Object.prototype.ends = 'polluted'
        Object.prototype.type = Object.prototype.place = { file: 5 }
        """,
        "load",
    ),
    _case(
        "toJSON of all objects",
        "EC201",
        """
        Object.prototype.toJSON = () => 'polluted'
        """,
        "load",
    ),
    _case(
        "globals",
        "",
        """
        for (const name of ['Date', 'setImmediate', 'queueMicrotask', 'Proxy', 'console', 'Symbol',
          'Uint8Array', 'setTimeout', 'Promise', 'Atomics', 'SharedArrayBuffer', 'performance']) {
          globalThis[name] = null
        }
        """,
        "load",
    ),
    _case(
        "JSON.stringify", "EC107", "JSON.stringify = () => { throw new Error('patched') }", "load"
    ),
    _case(
        "the functions of fs",
        "",
        """
        for (const name of ['writeSync', 'readSync', 'existsSync']) require('fs')[name] = null
        """,
        "load",
    ),
    _case(
        "the functions of process",
        "",
        """
        for (const name of ['exit', 'on', 'resourceUsage', 'hrtime', 'reallyExit', 'chdir']) {
          process[name] = () => { throw new Error('patched') }
        }
        """,
        "load",
    ),
    _case(
        "process.stdout and its listeners",
        "",
        """
        process.stdout = process.stderr = null
        process.removeAllListeners()
        """,
        "load",
    ),
)

LEFT_BEHIND = (
    _case("a rejection", "EC804", "Promise.reject(new Error('later'))"),
    _case("a timer that throws", "EC804", "setImmediate(() => { throw new Error('later') })"),
    _case("a timer", "EC804", "setInterval(() => {}, 1000)"),
    _case(
        "a thread",
        "",
        """
        const { Worker } = require('worker_threads')
        if (count === 1) new Worker('for (;;) {}', { eval: true })
        """,
        timeout=5.0,
    ),
    _case(
        "a detached child",
        "",
        """
        const { spawn } = require('child_process')
        spawn('sleep', ['60'], { detached: true, stdio: 'ignore' }).unref()
        """,
        timeout=5.0,
    ),
    _case(
        "a detached child, and exit",
        "EC104",
        """
        require('child_process').spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
        process.exit(1)
        """,
        timeout=5.0,
    ),
    _case("another directory", "", "process.chdir('/')"),
    _case(
        "memory that grows",
        "EC105",
        """
        const kept = []
        for (;;) kept.push(Buffer.alloc(1e8, 'x'))
        """,
        timeout=20.0,
    ),
)

CASES = (
    *HANGS, *ENDS, *CHANNEL, *RESULTS, *EXCEPTIONS, *LOADING, *TAMPERING, *LEFT_BEHIND,
)  # fmt: skip
