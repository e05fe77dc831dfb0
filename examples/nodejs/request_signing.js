// event: origin-request
/**
 * Sign requests to a custom origin with HMAC-SHA256, so that it can refuse all other callers.
 *
 * Distribution: the origin has the custom header X-Signing-Key with the shared key, which reaches
 * this function and is taken out before the request leaves. The origin computes the same signature
 * and refuses a nonce that it has seen. No policy is needed; a body is not part of the signature.
 */
'use strict';

const { createHmac } = require('node:crypto');

const KEY_HEADER = 'x-signing-key';
const SIGNED_HEADERS = ['x-signature', 'x-signature-nonce'];

/** The signature in hex, over the lines method, path with query, and nonce. */
const signature = (key, request, path, nonce) => {
  const address = `${path}${request.uri}?${request.querystring}`;
  const message = [request.method, address, nonce].join('\n');
  return createHmac('sha256', key).update(message).digest('hex');
};

exports.handler = async (event) => {
  const { config, request } = event.Records[0].cf;
  const custom = request.origin?.custom;
  if (!custom) return request; // an S3 origin is signed for by CloudFront itself
  const customHeaders = custom.customHeaders ?? {};
  const key = customHeaders[KEY_HEADER]?.[0]?.value;
  // Neither the viewer's nor a second one beside ours, and never the key.
  for (const name of [...SIGNED_HEADERS, KEY_HEADER]) {
    delete request.headers[name];
    delete customHeaders[name];
  }
  if (key) {
    // The request id differs for each request, and needs neither clock nor random numbers.
    const nonce = config.requestId;
    const value = signature(key, request, custom.path, nonce);
    request.headers['x-signature'] = [{ key: 'X-Signature', value }];
    request.headers['x-signature-nonce'] = [{ key: 'X-Signature-Nonce', value: nonce }];
  }
  return request;
};
