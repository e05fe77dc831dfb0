// event: viewer-request
const COOKIE = 'embedded=1; Path=/; Secure; SameSite=None';
const PAGE = '<p>None of our pages has this address: it is undefined here.</p>';

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri !== '/embedded') return request;
  return {
    status: '404',
    headers: { 'set-cookie': [{ key: 'Set-Cookie', value: COOKIE }] },
    body: PAGE,
  };
};
