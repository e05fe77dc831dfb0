"""Handlers in what bundlers make of modules."""

from pathlib import Path

import pytest

from edgeconform.handlers import discover
from tests.handlers.sources import write

BUNDLES = {
    "esbuild": (
        """
        var __defProp = Object.defineProperty;
        var __export = (target, all) => { for (var name in all) __defProp(target, name,
            { get: all[name], enumerable: true }); };
        var src_exports = {};
        __export(src_exports, { handler: () => handler });
        module.exports = __toCommonJS(src_exports);
        var handler = async (event) => { return event.Records[0].cf.request; };
        0 && (module.exports = { handler });
        """,
        ["handler"],
    ),
    "esbuild, minified": (
        (
            "var r=Object.defineProperty;var s={};n(s,{handler:()=>i});module.exports=t(s);"
            "var i=async e=>e.Records[0].cf.request;"
        ),
        ["handler"],
    ),
    "esbuild, of a default export": (
        """
        var src_exports = {};
        __export(src_exports, { default: () => src_default });
        module.exports = __toCommonJS(src_exports);
        var run = (event, context, callback) => callback(null, event.Records[0].cf.request);
        var src_default = run;
        """,
        ["default"],
    ),
    "webpack 5": (
        (
            '(()=>{"use strict";var e={d:(t,r)=>{}},t={};e.r(t),e.d(t,{handler:()=>r});'
            "const r=async e=>e.Records[0].cf.request;module.exports=t})();"
        ),
        ["handler"],
    ),
    "webpack 5, modules": (
        """
        (() => {
          var __webpack_modules__ = ({
            "./src/index.js": ((__unused, __webpack_exports__, __webpack_require__) => {
              __webpack_require__.r(__webpack_exports__);
              __webpack_require__.d(__webpack_exports__, {
                "handler": () => (/* binding */ handler)
              });
              const handler = async (event) => event.Records[0].cf.request;
            })
          });
        })();
        """,
        ["handler"],
    ),
    "webpack 4": (
        """
        module.exports = (function (modules) { return load(0); })([
          function (module, __webpack_exports__, __webpack_require__) {
            __webpack_require__.d(__webpack_exports__, "handler", function () { return handler; });
            const handler = async (event) => event.Records[0].cf.request;
          }]);
        """,
        ["handler"],
    ),
    "webpack, minified names": (
        "module.exports=function(e){}([function(e,t,r){t.handler=function(n,o,i){return n}}]);",
        ["handler"],
    ),
    "webpack, of CommonJS": (
        (
            '(()=>{"use strict";var e={};(()=>{var r=e;'
            'Object.defineProperty(r,"__esModule",{value:!0}),r.handler=void 0,'
            "r.handler=async e=>e.Records[0].cf.request})(),module.exports=e})();"
        ),
        ["handler"],
    ),
    "webpack, getters in a list": (
        (
            '(()=>{"use strict";const e={d:(t,r)=>{}};let r={};e.r(r);'
            'e.d(r,["handler",0,async e=>e.Records[0].cf.request]),module.exports=r})();'
        ),
        ["handler"],
    ),
    "webpack, an object": (
        '(()=>{"use strict";let e={handler:async e=>e.Records[0].cf.request};module.exports=e})();',
        ["handler"],
    ),
    "webpack, for development": (
        (
            "(() => { var __webpack_modules__ = ({"
            ' "./a.js": (module, exports) => { eval("exports.handler = (e) => e.Records[0]") } });'
            ' var c = {}; __webpack_modules__["./a.js"](0, c); module.exports = c; })();'
        ),
        ["handler"],
    ),
    "rollup, of CommonJS": (
        """
        function getDefaultExportFromCjs (x) { return x; }
        var made = {};
        function requireMade () {
          made.handler = async (event) => event.Records[0].cf.request;
          return made;
        }
        var index = getDefaultExportFromCjs(requireMade());
        module.exports = index;
        """,
        ["handler"],
    ),
    "ncc": (
        """
        module.exports = (() => {
          var __webpack_exports__ = {};
          (() => {
            var exports = __webpack_exports__;
            exports.handler = async (event) => event.Records[0].cf.request;
          })();
          return __webpack_exports__;
        })();
        """,
        ["handler"],
    ),
}


@pytest.mark.parametrize("bundler", BUNDLES)
def test_a_handler_is_found_in_a_bundle(tmp_path: Path, bundler: str) -> None:
    source, names = BUNDLES[bundler]
    found = discover(write(tmp_path, "index.js", source))
    assert [handler.export for handler in found] == names
