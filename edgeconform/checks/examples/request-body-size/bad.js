// event: viewer-request
// options: --include-body
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.body && !request.body.inputTruncated) {
    request.body.action = 'replace';
    request.body.data = Buffer.alloc(42_000, 'a').toString('base64');
  }
  return request;
};
