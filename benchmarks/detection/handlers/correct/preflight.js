// event: viewer-request
const ALLOWED = new Set(['https://app.example.com']);

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const origin = request.headers.origin?.[0].value;
  if (request.method !== 'OPTIONS' || !ALLOWED.has(origin)) return request;
  return {
    status: '204',
    statusDescription: 'No Content',
    headers: {
      'access-control-allow-origin': [{ key: 'Access-Control-Allow-Origin', value: origin }],
      'access-control-allow-methods': [{ key: 'Access-Control-Allow-Methods', value: 'GET, PUT' }],
      vary: [{ key: 'Vary', value: 'Origin' }],
    },
  };
};
