// event: viewer-request, expect: EC102
const { createHmac, timingSafeEqual } = require('node:crypto');

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.method !== 'POST' || request.uri !== '/webhooks/github') return request;
  const given = request.headers['x-hub-signature-256'];
  if (!given) return { status: '401', body: 'unsigned' };
  const expected = createHmac('sha256', 'topsecret').update(request.uri).digest('hex');
  const matches = timingSafeEqual(Buffer.from(expected), Buffer.from(given[0].value.slice(7)));
  return matches ? request : { status: '401', body: 'bad signature' };
};
