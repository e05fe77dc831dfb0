// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri === '/') request.uri = '/home.html#top';
  return request;
};
