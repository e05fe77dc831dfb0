// event: viewer-request
exports.handler = async () => ({
  status: '200',
  headers: undefined,
  body: 'hello',
});
