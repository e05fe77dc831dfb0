// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const [agent] = request.headers['user-agent'] ?? [];
  const value = agent?.value ?? 'none';
  request.headers['x-device'] = [{ key: 'X-Device', value }];
  return request;
};
