// event: origin-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  return request.method === 'OPTIONS' ? { status: '204', body: '' } : request;
};
