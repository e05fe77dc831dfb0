// event: viewer-request
const { appendFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { tmpdir } = require('node:os');

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const file = join(tmpdir(), 'edgeconform-example-seen.log');
  appendFileSync(file, 'seen\n');
  rmSync(file);
  return request;
};
