// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri.endsWith('/')) return request;
  const location = [{ key: 'Location', value: `${request.uri}/` }];
  return { status: '301', headers: { location } };
};
