// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (!['GET', 'HEAD'].includes(request.method)) process.exit(1);
  return request;
};
