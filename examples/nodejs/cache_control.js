// event: origin-response
/**
 * Set Cache-Control by status, kind and name of the object, where the origin set none.
 *
 * Distribution: the cache policy's minimum TTL is 0, so that "no-store" and "no-cache" hold at the
 * edge too.
 */
'use strict';

const FINGERPRINTED = /[.-][0-9a-f]{8,}\.[a-z0-9]+$/; // app.3f9ac41d.js

/** The Cache-Control that the response should get, '' to leave it as it is. */
const cacheControl = (status, uri, headers) => {
  if (status >= '400') return 'no-store';
  if (headers['set-cookie']) return 'private, no-store'; // no viewer gets another's cookie
  if (headers['cache-control'] || headers.expires) return '';
  if (['301', '302', '303', '307', '308'].includes(status)) return 'max-age=60';
  if (FINGERPRINTED.test(uri)) return 'public, max-age=31536000, immutable';
  const contentTypes = (headers['content-type'] ?? []).map(({ value }) => value.toLowerCase());
  if (contentTypes.some((value) => value.startsWith('text/html'))) return 'no-cache';
  return 'public, max-age=3600';
};

exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  // GET and HEAD get the same answer; the other methods are not cached.
  if (['GET', 'HEAD'].includes(request.method)) {
    const value = cacheControl(response.status, request.uri, response.headers);
    if (value) response.headers['cache-control'] = [{ key: 'Cache-Control', value }];
  }
  return response;
};
