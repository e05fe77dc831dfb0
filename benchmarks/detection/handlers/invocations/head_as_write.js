// event: viewer-request, expect: EC713
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri === '/healthz') {
    if (request.method === 'GET') return { status: '200', body: 'ok' };
    return { status: '405', headers: { allow: [{ key: 'Allow', value: 'GET' }] } };
  }
  return request;
};
