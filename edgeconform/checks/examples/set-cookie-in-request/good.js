// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.headers.cookie) return request;
  return {
    status: '200',
    headers: { 'set-cookie': [{ key: 'Set-Cookie', value: 'group=a; Path=/' }] },
  };
};
