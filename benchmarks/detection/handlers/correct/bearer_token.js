// event: viewer-request
const { createHmac, timingSafeEqual } = require('node:crypto');

const sign = (text) => createHmac('sha256', 'topsecret').update(text).digest();

function isValid(token) {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!signature || rest.length > 0) return false;
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(`${header}.${payload}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const [scheme, token = ''] = (request.headers.authorization?.[0].value ?? '').split(' ');
  if (scheme === 'Bearer' && isValid(token)) return request;
  return {
    status: '401',
    statusDescription: 'Unauthorized',
    headers: { 'www-authenticate': [{ key: 'WWW-Authenticate', value: 'Bearer' }] },
  };
};
