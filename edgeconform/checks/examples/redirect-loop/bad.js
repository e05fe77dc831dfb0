// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri.includes('.')) return request;
  const host = request.headers.host[0].value;
  const query = request.querystring && `?${request.querystring}`;
  const value = `https://${host}${request.uri.replace(/\/+$/, '')}/${query}`;
  return { status: '301', headers: { location: [{ key: 'Location', value }] } };
};
