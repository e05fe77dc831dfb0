// event: origin-response
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const fallback = { ...request, uri: '/fallback.html' };
  response.headers['x-fallback'] = [{ key: 'X-Fallback', value: fallback.uri }];
  return response;
};
