// event: viewer-request
/**
 * Redirect the bare domain to its www host, with path and query kept.
 *
 * Distribution: both names are alternate domain names of it. No policy is needed: a viewer-request
 * function sees the Host header that the viewer sent.
 */
'use strict';

const BARE_HOST = 'example.com';
const WWW_HOST = 'www.example.com';
const LONGEST_TARGET = 8191; // CloudFront refuses the follow-up request above this

/** Path and query in ASCII: escapes stay as they came, a stray % becomes %25. */
const redirectTarget = (uri, query) =>
  encodeURI(query ? `${uri}?${query}` : uri).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%');

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const hosts = (request.headers.host ?? []).map(({ value }) => value.toLowerCase().split(':')[0]);
  const bare = hosts.length === 1 && hosts[0] === BARE_HOST;
  // A preflight must not be redirected, and a redirected POST would lose its body.
  if (!bare || !['GET', 'HEAD'].includes(request.method)) return request;
  const target = redirectTarget(request.uri, request.querystring);
  if (target.length > LONGEST_TARGET) return request;
  return {
    status: '301',
    statusDescription: 'Moved Permanently',
    headers: {
      // The host is fixed and the path starts with a slash: "//evil.example" stays a path.
      location: [{ key: 'Location', value: `https://${WWW_HOST}${target}` }],
      'cache-control': [{ key: 'Cache-Control', value: 'max-age=3600' }],
    },
  };
};
