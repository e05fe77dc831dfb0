// event: viewer-request, expect: EC102
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const version = request.headers['x-api-version']?.[0]?.value;
  if (request.uri.startsWith('/orders') && version === '3') {
    const [, id] = request.uri.match(/^\/orders\/([0-9a-f-]{36})$/);
    request.uri = `/v3/orders/${id.toLowerCase()}`;
  } else if (version) {
    request.uri = `/v1${request.uri}`;
  }
  return request;
};
