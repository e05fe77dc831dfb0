// event: origin-response
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  request.uri = '/fallback.html';
  return response;
};
