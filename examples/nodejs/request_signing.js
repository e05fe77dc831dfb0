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

/** The signature in hex, over the lines method, path with query, and nonce. */
const signature = (key, request, path, nonce) => {
  const address = `${path}${request.uri}?${request.querystring}`;
  const message = [request.method, address, nonce].join('\n');
  return createHmac('sha256', key).update(message).digest('hex');
};

exports.handler = async (event) => {
  const { config, request } = event.Records[0].cf;
  // Only for a custom origin with a key: an S3 origin is signed for by CloudFront itself.
  const { customHeaders = {}, path } = request.origin?.custom ?? {};
  const key = customHeaders[KEY_HEADER]?.[0]?.value;
  delete customHeaders[KEY_HEADER];
  if (!key) return request;
  // The request id differs for each request, and needs neither clock nor random numbers.
  const nonce = config.requestId;
  const value = signature(key, request, path, nonce);
  for (const [name, text] of [['X-Signature', value], ['X-Signature-Nonce', nonce]]) {
    delete customHeaders[name.toLowerCase()]; // a name may not stand in both maps
    request.headers[name.toLowerCase()] = [{ key: name, value: text }];
  }
  return request;
};
