// event: viewer-response
const HEADERS = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
  'content-security-policy': "default-src 'self'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
};

exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  for (const [name, value] of Object.entries(HEADERS)) {
    response.headers[name] = [{ key: name, value }];
  }
  return response;
};
