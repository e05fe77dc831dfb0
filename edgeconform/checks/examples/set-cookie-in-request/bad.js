// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.headers['set-cookie'] = [{ key: 'Set-Cookie', value: 'group=a; Path=/' }];
  return request;
};
