// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const parameters = new Map(new URLSearchParams(request.querystring));
  const ordered = new URLSearchParams([...parameters].sort());
  request.querystring = ordered.toString();
  return request;
};
