// What one would write by hand: arbitraries, the handler called in the same process, a look at its answer.
// `... HANDLER COUNT`

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import fc from "fast-check";

import { viewerRequests } from "./fast_check.mjs";

const { handler } = createRequire(pathToFileURL(process.cwd() + "/"))(process.argv[2]);

const conforms = (answer) =>
  typeof answer === "object" &&
  answer.uri.startsWith("/") &&
  typeof answer.querystring === "string" &&
  Object.values(answer.headers).every(
    (lines) => Array.isArray(lines) && lines.every((line) => typeof line.value === "string"),
  );

const property = fc.asyncProperty(viewerRequests, async (event) => conforms(await handler(event)));
await fc.assert(property, { numRuns: Number(process.argv[3]) });
