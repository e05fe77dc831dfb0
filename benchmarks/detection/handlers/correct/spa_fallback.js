// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const last = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!last.includes('.') && !request.uri.startsWith('/api/')) request.uri = '/index.html';
  return request;
};
