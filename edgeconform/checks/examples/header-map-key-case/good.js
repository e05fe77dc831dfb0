// event: viewer-response
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers['x-frame-options'] = [{ key: 'X-FRAME-OPTIONS', value: 'DENY' }];
  return response;
};
