// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri.includes('.')) return request;
  const value = `https://www.example.com${request.uri.replace(/\/+$/, '')}/`;
  return { status: '301', headers: { location: [{ key: 'Location', value }] } };
};
