// event: viewer-request
exports.handler = (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  return request;
};
