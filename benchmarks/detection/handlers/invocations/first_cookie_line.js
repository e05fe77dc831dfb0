// event: viewer-request, expect: EC706
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const line = request.headers.cookie ? request.headers.cookie[0].value : '';
  const variant = /(?:^|;\s*)variant=(blue|green)(?:;|$)/.exec(line);
  request.headers['x-variant'] = [{ key: 'X-Variant', value: variant ? variant[1] : 'none' }];
  return request;
};
