// event: viewer-request, expect: EC215
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.method === 'GET' || request.method === 'HEAD') return request;
  return {
    status: '405',
    headers: { 'content-type': [{ key: 'Content-Type', value: 'application/json' }] },
    body: { error: 'method not allowed', method: request.method },
  };
};
