// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.uri = `https://www.example.com${request.uri}`;
  return request;
};
