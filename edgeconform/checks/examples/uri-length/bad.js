// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const original = encodeURIComponent(request.uri);
  request.querystring = `${request.querystring}&original=${original}`;
  return request;
};
