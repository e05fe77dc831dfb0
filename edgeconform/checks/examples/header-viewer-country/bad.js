// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const country = request.clientIp.startsWith('203.0.113.') ? 'DE' : 'US';
  request.headers['cloudfront-viewer-country'] = [
    { key: 'CloudFront-Viewer-Country', value: country },
  ];
  return request;
};
