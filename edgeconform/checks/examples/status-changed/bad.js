// event: viewer-response
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  if (response.status.startsWith('20')) response.status = '200';
  return response;
};
