// event: origin-request
/**
 * Choose the origin of a release by header, cookie or query parameter, in this order.
 *
 * Distribution: the cache policy includes the header X-Release, the cookie "release" and the query
 * parameter "release": the answers of two origins must not share a cache entry.
 */
'use strict';

// Only these can be chosen: a name that the viewer makes up changes nothing.
const RELEASES = new Map([
  ['beta', 'beta.origin.example.com'],
  ['next', 'next.origin.example.com'],
]);

/** The releases that the request names, the most specific first. */
const askedReleases = ({ headers, querystring }) => {
  const named = (headers['x-release'] ?? []).map(({ value }) => value.trim());
  const cookies = (headers.cookie ?? []).flatMap(({ value }) => value.split(';'));
  for (const pair of [...cookies, ...querystring.split('&')]) {
    const [name, ...value] = pair.split('=');
    if (name.trim() === 'release') named.push(value.join('=').trim());
  }
  return named;
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const release = askedReleases(request).find((name) => RELEASES.has(name));
  if (!release) return request;
  const domainName = RELEASES.get(release);
  // Replaced as a whole, so that it does not matter which kind of origin it was.
  request.origin = {
    custom: {
      domainName,
      port: 443,
      protocol: 'https',
      path: '',
      sslProtocols: ['TLSv1.2'],
      readTimeout: 30,
      keepaliveTimeout: 5,
      customHeaders: {}, // those of the old origin may hold its secrets
    },
  };
  request.headers.host = [{ key: 'Host', value: domainName }];
  return request;
};
