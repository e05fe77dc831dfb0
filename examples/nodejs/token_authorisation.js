// event: viewer-request
/**
 * Let in requests with a known bearer token, and answer 401 to all others.
 *
 * Distribution: attach it to the behaviors to protect; it guards all of their paths, so that no
 * spelling of a path gets around it. An origin request policy passes X-Client on. Deploy with the
 * hashes of your own tokens (`printf %s TOKEN | sha256sum`): the tokens are not in the code, and a
 * long random token cannot be found from its hash.
 */
'use strict';

const { createHash } = require('node:crypto');

// SHA-256 of the token: client. This one is of "example-token-of-acme".
const CLIENTS = new Map([
  ['7c7ce177f79fccf54ae4102217d6b14499875676b9c3d2d6c5dac267a49d24ae', 'acme'],
]);

/** The client that the bearer token belongs to, undefined for none. */
const clientOf = (headers) => {
  const values = (headers.authorization ?? []).map(({ value }) => value);
  if (values.length !== 1) return undefined;
  const [scheme, ...token] = values[0].split(' ');
  if (scheme.toLowerCase() !== 'bearer') return undefined;
  return CLIENTS.get(createHash('sha256').update(token.join(' ').trim()).digest('hex'));
};

/** A new 401 response, without a body for HEAD. */
const refusal = (method) => ({
  status: '401',
  statusDescription: 'Unauthorized',
  headers: {
    'www-authenticate': [{ key: 'WWW-Authenticate', value: 'Bearer realm="example"' }],
    'content-type': [{ key: 'Content-Type', value: 'text/plain; charset=utf-8' }],
    'cache-control': [{ key: 'Cache-Control', value: 'no-store' }],
  },
  ...(method !== 'HEAD' && { body: 'A valid token is needed.\n', bodyEncoding: 'text' }),
});

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  delete request.headers['x-client']; // the viewer must not say who it is
  if (request.method === 'OPTIONS') return request; // a preflight comes without credentials
  const client = clientOf(request.headers);
  if (!client) return refusal(request.method);
  request.headers['x-client'] = [{ key: 'X-Client', value: client }];
  return request;
};
