// event: viewer-response
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers['x-connection'] = [{ key: 'X-Connection', value: 'kept alive' }];
  return response;
};
