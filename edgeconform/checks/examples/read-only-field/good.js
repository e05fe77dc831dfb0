// event: viewer-request
// options: --enable EC206
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const masked = request.clientIp.replace(/\d+$/, '0');
  request.headers['x-client'] = [{ key: 'X-Client', value: masked }];
  return request;
};
