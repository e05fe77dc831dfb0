// event: viewer-request, expect: EC102
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const query = new URLSearchParams(request.querystring);
  if (request.uri.startsWith('/download/') && query.has('token')) {
    const [head, payload] = query.get('token').split('.');
    const claims = JSON.parse(Buffer.from(payload ?? head, 'base64url').toString('utf8'));
    request.headers['x-user'] = [{ key: 'X-User', value: String(claims.sub) }];
    return request;
  }
  if (request.uri.startsWith('/download/')) return { status: '403', body: 'no token' };
  return request;
};
