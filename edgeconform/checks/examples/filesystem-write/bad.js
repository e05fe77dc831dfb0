// event: viewer-request
const { appendFileSync } = require('node:fs');
const { join } = require('node:path');

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  appendFileSync(join(__dirname, 'seen.log'), `${request.uri}\n`);
  return request;
};
