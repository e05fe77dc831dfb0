// event: origin-request
/**
 * Serve "/docs" and "/docs/" from "/docs/index.html".
 *
 * Distribution: no policy is needed. The event is origin-request, so that the function runs on
 * cache misses only, and behind an S3 origin that is not a website endpoint.
 */
'use strict';

const INDEX = 'index.html';
const LONGEST_ADDRESS = 8191; // bytes of URI and query, CloudFront refuses more
// An extension holds a letter: "/docs/v1.2" is a directory, "/docs/app.js", "/backup.7z" are not.
const FILE = /(\.|%2[eE])[0-9]*[a-zA-Z][a-zA-Z0-9]*$/;

/** The URI of the object behind a friendly URI; a file stays as it is. */
const documentOf = (uri) => {
  const lastSegment = uri.slice(uri.lastIndexOf('/') + 1);
  if (uri.startsWith('/.well-known/') || FILE.test(lastSegment)) return uri;
  return lastSegment ? `${uri}/${INDEX}` : uri + INDEX;
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (!['GET', 'HEAD'].includes(request.method)) return request;
  const uri = documentOf(request.uri);
  // A URI with no room for the index document passes as it came.
  if (Buffer.byteLength(uri + request.querystring) <= LONGEST_ADDRESS) request.uri = uri;
  return request;
};
