// event: viewer-request
// options: --include-body
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const { body } = request;
  if (body && !body.inputTruncated) {
    Object.assign(body, { action: 'replace', encoding: 'utf-8', data: 'a=1' });
  }
  return request;
};
