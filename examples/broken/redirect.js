// event: viewer-request
/**
 * Redirect the bare domain to its www host. Broken on purpose.
 *
 * The path is decoded "to look nice": "/%0A" puts a line break into Location, which CloudFront
 * refuses with 502, and "/%" throws. It is right in ../nodejs/redirect_to_www.js, which keeps the
 * escapes as they came.
 */
'use strict';

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.headers.host[0].value.startsWith('www.')) return request;
  const query = request.querystring && `?${request.querystring}`;
  const location = `https://www.example.com${decodeURIComponent(request.uri)}${query}`;
  return {
    status: '301',
    statusDescription: 'Moved Permanently',
    headers: { location: [{ key: 'Location', value: location }] },
  };
};
