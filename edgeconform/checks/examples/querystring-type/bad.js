// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const parameters = new URLSearchParams(request.querystring);
  parameters.delete('debug');
  request.querystring = Object.fromEntries(parameters);
  return request;
};
