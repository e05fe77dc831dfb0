// event: viewer-request
// options: --enable EC415
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.body) {
    Object.assign(request.body, { action: 'replace', encoding: 'text', data: 'a=1' });
  }
  return request;
};
