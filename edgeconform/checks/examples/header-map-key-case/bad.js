// event: viewer-response
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers['X-Frame-Options'] = [{ key: 'X-Frame-Options', value: 'DENY' }];
  return response;
};
