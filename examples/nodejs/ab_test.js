// event: viewer-request
/**
 * Serve variant A or B of a page: by the cookie "variant", else by a hash of the client's address.
 *
 * Distribution: no policy is needed, since the variant is part of the rewritten URI and with it of
 * the cache key. The hash keeps a viewer on one variant without any state and without randomness.
 */
'use strict';

const { createHash } = require('node:crypto');

const VARIANT_B = new Map([
  ['/pricing.html', '/pricing.b.html'],
  ['/signup.html', '/signup.b.html'],
]);

/** The first cookie of that name, '' for none; several Cookie headers may come. */
const cookie = (headers, wanted) => {
  for (const pair of (headers.cookie ?? []).flatMap(({ value }) => value.split(';'))) {
    const [name, ...value] = pair.split('=');
    if (name.trim() === wanted) return value.join('=').trim();
  }
  return '';
};

/** "a" or "b"; any other value of the cookie counts as no cookie. */
const variant = (request) => {
  const chosen = cookie(request.headers, 'variant');
  if (chosen === 'a' || chosen === 'b') return chosen;
  const digest = createHash('sha256').update(request.clientIp).digest();
  return digest[0] % 2 ? 'b' : 'a';
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (VARIANT_B.has(request.uri) && variant(request) === 'b') {
    request.uri = VARIANT_B.get(request.uri);
  }
  return request;
};
