// event: viewer-request
// options: --include-body
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const { body } = request;
  if (body && !body.inputTruncated) {
    body.action = 'replace';
    body.encoding = 'text';
    body.data = { a: 1 };
  }
  return request;
};
