"""What the Node.js worker keeps from a handler, and sees it do."""

from pathlib import Path

import pytest

from edgeconform.model import Raised, Runtime
from tests.runtimes.node_programs import answer, needs_node, run_js, seen
from tests.runtimes.programs import run, write

pytestmark = needs_node


NEVER = "await new Promise(() => {})"
NETWORK = {
    "fetch": ("await fetch('https://a.example/x')", "a.example:443"),
    "http": (f"require('http').get('http://a.example/x'); {NEVER}", "a.example:80"),
    "post": (
        f"require('https').request('https://a.example', {{ method: 'POST' }}).end('x'); {NEVER}",
        "a.example:443",
    ),
    "socket": (f"require('net').connect(5432, 'a.example'); {NEVER}", "a.example:5432"),
    "unix": (f"require('net').connect('/run/a.sock'); {NEVER}", "/run/a.sock"),
    "dns": ("await require('dns').promises.lookup('a.example')", "a.example"),
    "dns-callback": (
        "await require('util').promisify(require('dns').resolve4)('a.example')",
        "a.example",
    ),
    "udp": (
        f"require('dgram').createSocket('udp4').send('x', 53, 'a.example'); {NEVER}",
        "a.example:53",
    ),
    "wrapped": (
        "await fetch('https://a.example').catch((cause) => { throw new Error('x', { cause }) })",
        "a.example:443",
    ),
}


@pytest.mark.parametrize(("body", "subject"), NETWORK.values(), ids=list(NETWORK))
def test_network_is_blocked(body: str, subject: str, tmp_path: Path) -> None:
    """Each way to the network fails, is told with its place, and the error says who did it."""
    (found,) = run_js(tmp_path, f"exports.handler = async () => {{\n  {body}\n}}\n")
    assert seen(found) == [("network", subject, "index.js:2")]
    assert isinstance(found.outcome, Raised)
    assert found.outcome.blocked == "network"


DENIED = {
    "awaited": ("await fetch('https://a.example').catch(() => {})", "denied"),
    "awaited-name": ("await require('dns').promises.lookup('a.example').catch(() => {})", "denied"),
    "left-behind": ("fetch('https://a.example').catch(() => {})", ""),
    "name-left-behind": ("require('dns').promises.lookup('a.example').catch(() => {})", ""),
}


@pytest.mark.parametrize("runtime", ["nodejs20.x", "nodejs24.x"])
@pytest.mark.parametrize(("body", "detail"), DENIED.values(), ids=list(DENIED))
def test_it_is_told_whether_the_answer_came_after_a_refusal(
    body: str, detail: str, runtime: str, tmp_path: Path
) -> None:
    """An answer that did not wait for the connection does not come of its failing."""
    source = f"exports.handler = async () => {{\n  {body}\n}}\n"
    (found,) = run_js(tmp_path, source, runtime=Runtime.parse(runtime))
    assert answer(found) is None
    assert [one.detail for one in found.observations] == [detail]


def test_network_allowed(tmp_path: Path) -> None:
    """With the network allowed nothing is in the way, and nothing is told."""
    source = """
        const net = require('net')
        exports.handler = (event, context, callback) => {
          const server = net.createServer((socket) => socket.end('hello'))
          server.listen(0, '127.0.0.1', () => {
            net.connect(server.address().port, '127.0.0.1').on('data', (data) => {
              server.close()
              callback(null, String(data))
            })
          })
        }
        """
    (found,) = run_js(tmp_path, source, allow_network=True)
    assert (answer(found), seen(found)) == ("hello", [])


WRITES = {
    "writeFileSync": ("fs.writeFileSync('/etc/edgeconform', 'x')", "/etc/edgeconform"),
    "own-folder": ("fs.writeFileSync('cache.json', 'x')", "cache.json"),
    "promise": ("await fs.promises.appendFile('log', 'x')", "log"),
    "open": ("await require('fs/promises').open('data', 'w+')", "data"),
    "callback": ("await require('util').promisify(fs.mkdir)('made')", "made"),
    "stream": ("await new Promise((_, no) => fs.createWriteStream('out').on('error', no))", "out"),
    "unlink": ("fs.unlinkSync('index.js')", "index.js"),
    "rename": ("fs.renameSync('index.js', '/tmp/index.js')", "index.js"),
}


@pytest.mark.parametrize(("body", "subject"), WRITES.values(), ids=list(WRITES))
def test_writing_is_refused(body: str, subject: str, tmp_path: Path) -> None:
    """The handler's own folder stands for /var/task, and only /tmp can be written."""
    source = f"const fs = require('fs')\nexports.handler = async () => {{\n  {body}\n}}\n"
    (found,) = run_js(tmp_path, source)
    assert seen(found) == [("write", subject, "index.js:3")]
    assert isinstance(found.outcome, Raised)
    assert found.outcome.message.startswith("EROFS: read-only file system")
    assert found.outcome.blocked == "filesystem"
    assert [file.name for file in tmp_path.iterdir()] == ["index.js"]


def test_tmp_can_be_written(tmp_path: Path) -> None:
    """What Lambda lets a handler do with files goes as ever."""
    source = """
        import { mkdtempSync, mkdirSync, rmSync, writeFileSync, readFileSync, unlinkSync } from 'fs'
        export const handler = async () => {
          const folder = mkdtempSync('/tmp/edgeconform-')
          mkdirSync(folder, { recursive: true })
          writeFileSync(folder + '/a', 'written')
          const text = readFileSync(folder + '/a', 'utf8')
          rmSync(folder, { recursive: true })
          rmSync('/var/absent', { force: true })
          try { unlinkSync('/absent') } catch (error) { return [text, error.code] }
        }
        """
    (found,) = run(write(tmp_path, source, "index.mjs"), [{}])
    assert (answer(found), seen(found)) == (["written", "ENOENT"], [])


@pytest.mark.parametrize("when", ["while loading", "in the handler"])
def test_the_old_sdk_tries_once(tmp_path: Path, when: str) -> None:
    """Its waits between tries would look like a slow handler."""
    core = tmp_path / "node_modules" / "aws-sdk" / "lib" / "core.js"
    core.parent.mkdir(parents=True)
    core.write_text("exports.Service = class { numRetries() { return 10 } }")
    required = "require('aws-sdk/lib/core').Service"
    first, then = (required, "Held") if when == "while loading" else ("0", required)
    source = f"""
        const Held = {first}
        exports.handler = async () => {{
          const Service = {then}
          await new Promise((done) => require('net').connect(443, 'db.example').on('error', done))
          return new Service().numRetries()
        }}
        """
    (found,) = run_js(tmp_path, source)
    assert answer(found) == 0


READS = {
    "const TABLE = process.env.TABLE": False,
    "const TABLE = process.env['TABLE']": False,
    "const { TABLE } = process.env": False,
    "const { STAGE = 'x', TABLE } = process.env": False,
    "const TABLE = process.env.TABLE === 'true'": False,
    "const TABLE = process.env.TABLE || 'x'": True,
    "const TABLE = process.env['TABLE'] ?? 'x'": True,
    "const TABLE = process.env.TABLE\n  || 'x'": True,
    "const TABLE = (process.env.TABLE == null) ? 'x' : process.env.TABLE": True,
    "const { STAGE, TABLE = 'x' } = process.env": True,
    "const { TABLE: table = 'x' } = process.env": True,
}


@pytest.mark.parametrize(("code", "has_default"), READS.items(), ids=list(READS))
def test_a_variable_with_another_value_beside_it(
    tmp_path: Path, code: str, has_default: bool
) -> None:
    (found,) = run_js(tmp_path, f"{code}\nexports.handler = async () => 1")
    told = {one.subject: one.detail for one in found.observations}
    assert told["TABLE"] == ("default" if has_default else "")


def test_environment(tmp_path: Path) -> None:
    """Variables that Lambda does not set are told, each with the line that asks for it."""
    library = tmp_path / "node_modules" / "inner" / "index.js"
    library.parent.mkdir(parents=True)
    library.write_text("module.exports = () => process.env.INNER")
    source = """\
        const table = process.env.TABLE || 'default'
        exports.handler = async () => {
          require('inner')()
          const { STAGE, AWS_REGION } = process.env
          process.env.OWN = 'set'
          console.log('no read of ours')
          return [table, STAGE, AWS_REGION, process.env.OWN, 'FLAG' in process.env]
        }
        """
    (found,) = run_js(tmp_path, source)
    assert answer(found) == ["default", None, "us-east-1", "set", False]
    names = [("TABLE", 1, "load"), ("STAGE", 4, "invocation"), ("FLAG", 7, "invocation")]
    told = [(one.subject, one.place and one.place.line, one.phase) for one in found.observations]
    assert told == names


def test_what_the_language_itself_asks_the_environment_for_is_no_read(tmp_path: Path) -> None:
    source = """\
        exports.handler = async () => {
          console.log('%j', process.env)
          await process.env
          return JSON.stringify(process.env).length > 0
        }
        """
    (found,) = run_js(tmp_path, source)
    assert [one.subject for one in found.observations] == []
