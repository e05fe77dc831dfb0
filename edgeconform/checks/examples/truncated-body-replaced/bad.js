// event: viewer-request
// options: --include-body
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const { body } = request;
  if (body) {
    const bytes = Buffer.from(body.data, 'base64').subarray(0, 100);
    body.action = 'replace';
    body.data = bytes.toString('base64');
  }
  return request;
};
