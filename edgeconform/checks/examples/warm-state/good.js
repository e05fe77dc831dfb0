// event: viewer-request
const KNOWN = new Map();

const pathOf = (uri) => {
  if (!KNOWN.has(uri)) KNOWN.set(uri, uri.replace(/\/+$/, '') || '/');
  return KNOWN.get(uri);
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.uri = pathOf(request.uri);
  return request;
};
