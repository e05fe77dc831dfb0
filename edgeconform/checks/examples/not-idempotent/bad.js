// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri.startsWith('/docs')) {
    request.uri = `${request.uri.replace(/\/+$/, '')}/index.html`;
  }
  return request;
};
