// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  delete request.headers['cloudfront-viewer-country'];
  const country = request.clientIp.startsWith('203.0.113.') ? 'DE' : 'US';
  request.headers['x-country'] = [{ key: 'X-Country', value: country }];
  return request;
};
