// event: origin-request
/**
 * Redirect resources that have moved: 301 for good, 302 for a while.
 *
 * Distribution: the cache policy includes all query strings, because the answer is cached and
 * carries the query of the request.
 */
'use strict';

// Old path: status, reason, new path, seconds that caches may keep the answer.
const MOVED = new Map([
  ['/catalogue.html', ['301', 'Moved Permanently', '/catalogue/', 3600]],
  ['/team/about-us', ['301', 'Moved Permanently', '/about/', 3600]],
  ['/summer-sale', ['302', 'Found', '/offers/', 60]],
]);
const LONGEST_TARGET = 8191; // CloudFront refuses the follow-up request above this

/** The query in ASCII: escapes stay as they came, a stray % becomes %25. */
const asciiQuery = (query) => encodeURI(query).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%');

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const moved = MOVED.get(request.uri);
  // A preflight must not be redirected, and a redirected POST would lose its body.
  if (!moved || !['GET', 'HEAD'].includes(request.method)) return request;
  const [status, statusDescription, path, seconds] = moved;
  const query = asciiQuery(request.querystring);
  const location = query ? `${path}?${query}` : path;
  if (location.length > LONGEST_TARGET) return request;
  return {
    status,
    statusDescription,
    headers: {
      location: [{ key: 'Location', value: location }],
      'cache-control': [{ key: 'Cache-Control', value: `max-age=${seconds}` }],
    },
  };
};
