// event: origin-response
/**
 * Add security headers to the response. Broken on purpose.
 *
 * The response is built anew, so that Via and Transfer-Encoding, which a function may not delete,
 * are missing from it: CloudFront answers 502, but only where the origin sent them. It is right in
 * ../nodejs/security_headers.js, which edits the response that it was given.
 */
'use strict';

exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const headers = {
    'strict-transport-security': [{ key: 'Strict-Transport-Security', value: 'max-age=63072000' }],
    'x-content-type-options': [{ key: 'X-Content-Type-Options', value: 'nosniff' }],
  };
  for (const name of ['content-type', 'cache-control', 'etag']) {
    if (response.headers[name]) headers[name] = response.headers[name];
  }
  return { status: response.status, headers };
};
