// event: origin-request, options: --policy geo
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const is = (name) => request.headers[`cloudfront-is-${name}-viewer`]?.[0].value === 'true';
  const device = is('tablet') ? 'tablet' : is('mobile') ? 'mobile' : 'desktop';
  request.headers['x-device'] = [{ key: 'X-Device', value: device }];
  return request;
};
