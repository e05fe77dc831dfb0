// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  console.log('request:', JSON.stringify(request));
  return request;
};
