// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.method === 'GET') return request;
  return { status: '405', headers: { allow: [{ key: 'Allow', value: 'GET' }] } };
};
