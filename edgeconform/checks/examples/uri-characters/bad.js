// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri === '/') request.uri = decodeURI('/home%20page.html');
  return request;
};
