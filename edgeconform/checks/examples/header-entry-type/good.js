// event: viewer-request
exports.handler = async () => ({
  status: '200',
  headers: { 'content-type': [{ value: 'text/plain' }] },
  body: 'hello',
});
