"""Handlers are found in JavaScript and TypeScript, however they are exported."""

from pathlib import Path

import pytest

from edgeconform.errors import HandlerNotFoundError
from edgeconform.handlers import define_line, discover
from tests.handlers.sources import write

STYLES = {
    "assignment to exports": ("exports.handler = async (event) => event;", ["handler"]),
    "module.exports member": ("module.exports.handler = (e, c, cb) => cb(null, e);", ["handler"]),
    "subscript": ("exports['handler'] = function (event) {};", ["handler"]),
    "object": (
        "const a = 1;\nmodule.exports = { a, handler: async (event) => event };",
        ["handler"],
    ),
    "object method": ("module.exports = { async handler(event) { return event; } };", ["handler"]),
    "shorthand": (
        "const handler = async (event) => event;\nmodule.exports = { handler };",
        ["handler"],
    ),
    "object by name": (
        "const edge = { handler(event) {} };\nmodule.exports = edge;",
        ["handler"],
    ),
    "wrapped": ("exports.handler = middy(base).use(cors());", ["handler"]),
    "chained": ("const handler = exports.handler = async (event) => event;", ["handler"]),
    "chained voids": (
        (
            "exports.other = exports.handler = void 0;\nconst handler = async (e) => e;\n"
            "exports.handler = handler;"
        ),
        ["handler"],
    ),
    "es const": ("export const handler = async (event) => event;", ["handler"]),
    "es function": ("export async function handler(event) { return event; }", ["handler"]),
    "es list": ("const run = async (event) => event;\nexport { run as handler };", ["handler"]),
    "es list, string name": (
        "const run = (event) => 1;\nexport { run as 'handler' };",
        ["handler"],
    ),
    "es default function": ("export default async function (event) { return event; }", ["default"]),
    "es default object": (
        "export default { handler: async (event, context) => event };",
        ["default.handler"],
    ),
    "defineProperty": (
        (
            'Object.defineProperty(exports, "handler", { enumerable: true,'
            " get: function () { return x.handler; } });"
        ),
        ["handler"],
    ),
    "beside its factory": (
        "exports.makeHandler = (config) => async (event) => 1;\nexports.viewerRequest = (e) => e;",
        ["viewerRequest"],
    ),
    "named like a factory": ("exports.getHandler = async (event) => event;", ["getHandler"]),
    "several events": (
        (
            "exports.viewerRequest = async (event) => 1;\n"
            "exports.originResponse = async (event) => 2;\n"
            "exports.parseCookies = (text) => text;"
        ),
        ["viewerRequest", "originResponse"],
    ),
    "handler first": (
        "exports.viewerRequestHandler = async (event) => 1;\nexports.handler = async (event) => 2;",
        ["handler", "viewerRequestHandler"],
    ),
    "dispatcher": (
        (
            "exports.viewerRequest = async (event) => 1;\n"
            "exports.handler = async (event) => exports.viewerRequest(event);"
        ),
        ["handler"],
    ),
    "dispatcher by name": (
        (
            "const viewerRequest = async (event) => 1;\n"
            "const handler = async (event) => viewerRequest(event);\n"
            "module.exports = { handler, viewerRequest };"
        ),
        ["handler"],
    ),
    "signature": ("exports.redirect = (event, context, callback) => {};", ["redirect"]),
    "signature, spelt": ("exports.go = (evt, _ctx, cb) => {};", ["go"]),
    "reads Records": ("exports.x = (a) => a.Records[0].cf.request;", ["x"]),
    "destructured": ("exports.x = ({ Records: [{ cf: { request } }] }) => request;", ["x"]),
    "instance": (
        (
            "class App { constructor() {} async handler(event) { return event; } }\n"
            "exports.app = new App();"
        ),
        ["app.handler"],
    ),
    "instance as module": (
        "class App { handler = async (event) => event; #secret() {} }\nmodule.exports = new App();",
        ["handler"],
    ),
    "static method": (
        (
            "class App { static handler(event) { return event; } other(event, context) {} }\n"
            "exports.App = App;"
        ),
        ["App.handler"],
    ),
    "nested object": (
        "exports.edge = { viewerRequest: async (event) => 1, options: {} };",
        ["edge.viewerRequest"],
    ),
    "modern syntax": (
        (
            "import x from 'x';\nconst y = await x?.();\n"
            "export const handler = async (event) => event?.Records?.[0] ?? <a b={y}>text</a>;"
        ),
        ["handler"],
    ),
    "hash bang and directive": (
        "#!/usr/bin/env node\n'use strict';\nexports.handler = (event) => {};",
        ["handler"],
    ),
    "syntax error after the export": (
        "exports.handler = async (event) => {\n  if (\n};",
        ["handler"],
    ),
    "syntax error before it": (
        "const a = {{{ ;\nexports.handler = async (event) => event;",
        ["handler"],
    ),
}

TYPESCRIPT = {
    "typed const": (
        "export const handler: CloudFrontRequestHandler = async (event) => event as any;",
        ["handler"],
    ),
    "typed function": (
        (
            "export async function handler(event: CloudFrontRequestEvent, context?: Context):"
            " Promise<X> { return event!.Records[0]; }"
        ),
        ["handler"],
    ),
    "decorators": (
        (
            "@Injectable()\nclass App { @Log() public async handler(event: E) { return event; } }\n"
            "export const app = new App();"
        ),
        ["app.handler"],
    ),
    "types are no handlers": (
        (
            "export type Handler = (event: E) => void;\nexport interface RequestHandler {}\n"
            "export enum Kind { A }\nexport const handler = <T>(event: T) => event satisfies T;"
        ),
        ["handler"],
    ),
    "export assignment": ("export = { handler: (event: E) => event };", ["handler"]),
    "compiled": (
        """
        "use strict";
        Object.defineProperty(exports, "__esModule", { value: true });
        exports.handler = void 0;
        const helper_1 = require("./helper");
        const handler = (event) => __awaiter(void 0, void 0, void 0, function* () {
            return (0, helper_1.help)(event);
        });
        exports.handler = handler;
        """,
        ["handler"],
    ),
}

NONE = {
    "a factory": (
        "exports.makeHandler = (config) => async (event) => event.Records[0].cf.response;"
    ),
    "nothing exported": "const handler = async (event) => event;",
    "a helper": "exports.parse = (text) => text.split(',');",
    "a constant": "exports.handler = 'index.handler';",
    "a bare function": "module.exports = async (event, context) => event;",
    "a library": (
        "(() => { const handler = (e) => e.Records[0]; })();\n"
        "const { parse } = require('./a'); exports.parse = parse;"
    ),
    "a helper that is exported whole": (
        "const handler = (e) => e.Records[0].cf; module.exports = { read: handler }.read;"
    ),
    "no parameters": "exports.requestHandler = () => 1;",
    "empty": "",
}


def _names(path: Path) -> list[str]:
    return [handler.export for handler in discover(path)]


@pytest.mark.parametrize("style", STYLES)
def test_a_handler_is_found_in_javascript(tmp_path: Path, style: str) -> None:
    source, names = STYLES[style]
    assert _names(write(tmp_path, "index.js", source)) == names


@pytest.mark.parametrize("suffix", ["ts", "mts", "cts", "tsx"])
@pytest.mark.parametrize("style", TYPESCRIPT)
def test_a_handler_is_found_in_typescript(tmp_path: Path, style: str, suffix: str) -> None:
    source, names = TYPESCRIPT[style]
    if suffix == "tsx":
        source = source.replace("<T>(", "<T,>(")
    assert _names(write(tmp_path, f"index.{suffix}", source)) == names


@pytest.mark.parametrize("what", NONE)
def test_a_file_without_handler_says_what_was_looked_for(tmp_path: Path, what: str) -> None:
    path = write(tmp_path, "index.js", NONE[what])
    with pytest.raises(
        HandlerNotFoundError, match=r"an export named handler.*--handler, or as handler in"
    ):
        discover(path)


def test_re_exports_are_followed_to_the_definition(tmp_path: Path) -> None:
    write(tmp_path, "src/edge.ts", "// one\n// two\nexport const run = async (event) => event;")
    write(tmp_path, "package.json", "{}")
    path = write(tmp_path, "index.ts", "export { run as handler } from './src/edge.js';")
    (handler,) = discover(path)
    assert handler.name == "index.handler"
    assert str(define_line(handler)) == "src/edge.ts:3"


@pytest.mark.parametrize(
    "source",
    [
        "export * from './edge';",
        "__exportStar(require('./edge'), exports);",
        "module.exports = require('./edge');",
    ],
)
def test_modules_handed_on_whole_are_looked_into(tmp_path: Path, source: str) -> None:
    write(tmp_path, "edge.js", "'x';\nexports.handler = async (event) => event;")
    (handler,) = discover(write(tmp_path, "index.js", source))
    assert handler.name == "index.handler"
    assert str(define_line(handler)) == "edge.js:2"


def test_modules_that_hand_on_each_other_end(tmp_path: Path) -> None:
    write(tmp_path, "a.js", "export * from './b.js';")
    path = write(tmp_path, "b.js", "export * from './a.js';")
    with pytest.raises(HandlerNotFoundError):
        discover(path)


def test_deeply_nested_source_is_no_obstacle(tmp_path: Path) -> None:
    text = " + ".join(["'x'"] * 5000)
    source = f"const s = {text};\nexports.handler = async (event) => s;"
    assert _names(write(tmp_path, "index.js", source)) == ["handler"]
