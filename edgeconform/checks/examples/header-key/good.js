// event: viewer-response
// options: --enable EC311
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers['x-frame-options'] = [{ key: 'X-FRAME-options', value: 'DENY' }];
  return response;
};
