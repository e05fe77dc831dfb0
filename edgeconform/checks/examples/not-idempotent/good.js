// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const page = request.uri.endsWith('/') ? 'index.html' : '';
  request.uri = `/v2${request.uri}${page}`;
  return request;
};
