// event: viewer-response
const { createHash, randomUUID } = require('node:crypto');

const VARIANTS = ['a', 'b'];

exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const [first] = createHash('sha256').update(request.clientIp).digest();
  const value = VARIANTS[first % VARIANTS.length];
  response.headers['x-variant'] = [{ key: 'X-Variant', value }];
  response.headers['x-request-id'] = [{ key: 'X-Request-Id', value: randomUUID() }];
  response.headers['x-seen-at'] = [{ key: 'X-Seen-At', value: new Date().toISOString() }];
  return response;
};
