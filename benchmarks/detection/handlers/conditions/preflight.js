// event: viewer-request, expect: EC305
const ORIGINS = ['https://app.example.com', 'https://admin.example.com'];

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const origin = request.headers.origin && request.headers.origin[0].value;
  if (request.method === 'OPTIONS' && ORIGINS.includes(origin)) {
    return {
      status: '204',
      headers: {
        'access-control-allow-origin': [{ key: 'Access-Control-Allow-Origin', value: origin }],
        'access-control-allow-methods': 'GET, POST, OPTIONS',
      },
    };
  }
  return request;
};
