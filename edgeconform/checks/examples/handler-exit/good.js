// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  process.exitCode = 1;
  if (!['GET', 'HEAD'].includes(request.method)) return { status: '405' };
  return request;
};
