// event: origin-response
/**
 * Add security headers to every response of the origin, errors included.
 *
 * Distribution: no policy is needed. The event is origin-response, since viewer-response functions
 * do not run for error statuses; CloudFront caches the headers together with the object.
 */
'use strict';

const SECURITY_HEADERS = [
  ['Strict-Transport-Security', 'max-age=63072000; includeSubDomains'],
  ['Content-Security-Policy', "default-src 'self'; object-src 'none'; frame-ancestors 'none'"],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=()'],
];
const REVEALING_HEADERS = ['x-powered-by', 'x-aspnet-version'];

exports.handler = async (event) => {
  // The response it was given, so that Via and Transfer-Encoding stay in place.
  const { response } = event.Records[0].cf;
  for (const name of REVEALING_HEADERS) delete response.headers[name];
  for (const [key, value] of SECURITY_HEADERS) {
    response.headers[key.toLowerCase()] = [{ key, value }];
  }
  return response;
};
