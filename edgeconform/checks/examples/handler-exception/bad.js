// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const width = Number(request.querystring.match(/width=(\d+)/)[1]);
  if (width > 1000) request.uri = `/large${request.uri}`;
  return request;
};
