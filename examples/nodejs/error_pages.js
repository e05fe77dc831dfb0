// event: origin-response
/**
 * Replace the body of the origin's error responses by a page for people.
 *
 * Distribution: no policy is needed. The status stays, and the page is not stored, so that the
 * real one is back as soon as the origin is.
 */
'use strict';

const PAGES = new Map([
  ['403', 'This page is not open to you'],
  ['404', 'This page does not exist'],
  ['500', 'Something went wrong on our side'],
  ['502', 'Something went wrong on our side'],
  ['503', 'We are down for maintenance'],
  ['504', 'Something went wrong on our side'],
]);
// They describe the body that is replaced.
const STALE_HEADERS = [
  'accept-ranges',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-md5',
  'content-range',
  'etag',
  'expires',
  'last-modified',
];

/** The page in HTML; nothing of the request goes into it. */
const page = (title) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<h1>${title}</h1>
`;

exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const { headers } = response;
  const title = PAGES.get(response.status);
  const contentTypes = (headers['content-type'] ?? []).map(({ value }) => value.toLowerCase());
  // A program that asked for JSON can do more with the origin's own answer.
  if (!title || contentTypes.some((value) => value.includes('json'))) return response;
  // The response is edited, not built anew: Via, Transfer-Encoding and Set-Cookie stay in place.
  for (const name of STALE_HEADERS) delete headers[name];
  headers['content-type'] = [{ key: 'Content-Type', value: 'text/html; charset=utf-8' }];
  headers['cache-control'] = [{ key: 'Cache-Control', value: 'no-store' }];
  if (request.method !== 'HEAD') {
    response.body = page(title);
    response.bodyEncoding = 'text';
  }
  return response;
};
