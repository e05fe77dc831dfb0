// event: origin-request
/**
 * Redirect the front page to the site of the viewer's country.
 *
 * Distribution: the cache policy includes the header CloudFront-Viewer-Country, so that each
 * country has its own cached redirect, and all query strings.
 */
'use strict';

const SITES = new Map([
  ['AT', '/de/'],
  ['CH', '/de/'],
  ['DE', '/de/'],
  ['FR', '/fr/'],
  ['JP', '/ja/'],
]);
const LONGEST_TARGET = 8191; // CloudFront refuses the follow-up request above this

/** The query in ASCII: escapes stay as they came, a stray % becomes %25. */
const asciiQuery = (query) => encodeURI(query).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%');

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const countries = request.headers['cloudfront-viewer-country'] ?? [];
  const country = countries.find(({ value }) => SITES.has(value));
  // All but the front page is left alone: a link to a page leads to that page everywhere.
  if (!country || request.uri !== '/' || !['GET', 'HEAD'].includes(request.method)) return request;
  const site = SITES.get(country.value);
  const query = asciiQuery(request.querystring);
  const location = query ? `${site}?${query}` : site;
  if (location.length > LONGEST_TARGET) return request;
  return {
    status: '302',
    statusDescription: 'Found',
    headers: {
      location: [{ key: 'Location', value: location }],
      'cache-control': [{ key: 'Cache-Control', value: 'max-age=60' }],
    },
  };
};
