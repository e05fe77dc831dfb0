// event: viewer-response
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers['cache note'] = [{ key: 'Cache Note', value: 'kept' }];
  return response;
};
