// event: viewer-request
const HOST = 'www.example.com';
const COOKIE = 'welcomed=1; Path=/; Secure';

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const cookies = request.headers.cookie ?? [];
  if (cookies.some(({ value }) => value.includes('welcomed='))) return request;
  const query = request.querystring && `?${request.querystring}`;
  const headers = {
    location: [{ key: 'Location', value: `https://${HOST}${request.uri}${query}` }],
    'set-cookie': [{ key: 'Set-Cookie', value: COOKIE }],
  };
  return { status: '302', headers };
};
