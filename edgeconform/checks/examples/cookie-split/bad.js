// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const cookies = request.headers.cookie?.[0].value ?? '';
  if (cookies.includes('beta=on')) request.uri = '/beta.html';
  return request;
};
