// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri === '/') request.querystring = 'campaign=spring%23sale';
  return request;
};
