// event: viewer-response, expect: EC305
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers['strict-transport-security'] = {
    key: 'Strict-Transport-Security',
    value: 'max-age=63072000; includeSubDomains; preload',
  };
  response.headers['x-content-type-options'] = [{ key: 'X-Content-Type-Options', value: 'nosniff' }];
  return response;
};
