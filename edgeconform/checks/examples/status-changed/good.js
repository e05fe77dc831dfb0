// event: viewer-response
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.status = Number(response.status);
  response.statusDescription = 'Served';
  return response;
};
