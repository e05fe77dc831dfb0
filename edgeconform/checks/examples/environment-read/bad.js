// event: origin-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const stage = process.env.STAGE;
  if (stage === 'production') request.uri = `/live${request.uri}`;
  return request;
};
