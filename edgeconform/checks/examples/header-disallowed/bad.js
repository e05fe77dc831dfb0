// event: viewer-response
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers.connection = [{ key: 'Connection', value: 'keep-alive' }];
  return response;
};
