// event: origin-request, expect: EC302
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  delete request.headers['accept-encoding'];
  request.headers['accept-encoding'] = [{ key: 'Accept-Encoding', value: 'identity' }];
  return request;
};
