// event: viewer-request
// options: --enable EC206
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.clientIp = request.clientIp.replace(/\d+$/, '0');
  return request;
};
