// event: origin-response
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.statusText = undefined;
  return response;
};
