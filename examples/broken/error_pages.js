// event: origin-response
/**
 * Replace the body of error responses by a page. Broken on purpose.
 *
 * Content-Length is a number, where CloudFront takes strings only: 502. And Content-Encoding stays:
 * where the origin's error was compressed, the browser is told to unpack a page that never was
 * packed. It is right in ../nodejs/error_pages.js, which takes both headers away.
 */
'use strict';

const PAGE = '<!doctype html><title>Sorry</title><h1>Something went wrong</h1>';

exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  if (Number(response.status) >= 400) {
    response.body = PAGE;
    response.bodyEncoding = 'text';
    response.headers['content-type'] = [{ key: 'Content-Type', value: 'text/html' }];
    response.headers['content-length'] = [{ key: 'Content-Length', value: PAGE.length }];
  }
  return response;
};
