// event: viewer-request
exports.handler = async () => ({
  status: '200',
  headers: { 'content-type': 'text/plain' },
  body: 'hello',
});
