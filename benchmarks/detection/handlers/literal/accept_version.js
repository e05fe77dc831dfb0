// event: viewer-request, expect: EC102
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const accept = (request.headers.accept || [{ value: '' }])[0].value;
  if (accept.startsWith('application/vnd.example.')) {
    const version = accept.match(/\.v(\d+)\+json/)[1];
    request.uri = `/v${version}${request.uri}`;
  }
  return request;
};
