// event: viewer-request
const PRIVATE = /^\/(?:members|account)\//;
const seen = new Map();

function isPrivate(uri) {
  if (!seen.has(uri)) {
    if (seen.size > 1000) seen.clear();
    seen.set(uri, PRIVATE.test(uri));
  }
  return seen.get(uri);
}

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (isPrivate(request.uri) && !request.headers.authorization) {
    return { status: '403', statusDescription: 'Forbidden' };
  }
  return request;
};
