// event: origin-request, expect: EC502
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri.startsWith('/static/') || request.uri.endsWith('.js')) {
    request.origin = { s3: { domainName: 'assets.s3.amazonaws.com', path: '' } };
    request.headers.host = [{ key: 'Host', value: 'assets.s3.amazonaws.com' }];
  }
  return request;
};
