// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.uri = request.uri.replace(/^\/+/, '/');
  return request;
};
