// event: origin-response
/**
 * Replace the body of error responses by a page. Broken on purpose.
 *
 * The headers of the old body stay: where the origin's error was compressed, the browser is told
 * to unpack a page that never was packed, and shows nothing. It is right in
 * ../nodejs/error_pages.js, which takes the headers of the old body away.
 */
'use strict';

const PAGE = '<!doctype html><title>Sorry</title><h1>Something went wrong</h1>';

exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  if (Number(response.status) >= 400) {
    response.body = PAGE;
    response.bodyEncoding = 'text';
    response.headers['content-type'] = [{ key: 'Content-Type', value: 'text/html' }];
  }
  return response;
};
