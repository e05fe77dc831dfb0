// event: origin-request, expect: EC403, options: --policy all-viewer
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const accept = request.headers.accept ? request.headers.accept[0].value : '';
  if (accept.includes('image/jxl')) {
    request.uri = `${request.uri}?format=jxl`;
  }
  return request;
};
