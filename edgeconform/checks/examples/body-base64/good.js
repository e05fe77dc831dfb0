// event: viewer-request
exports.handler = async () => ({
  status: '200',
  body: Buffer.from('<h1>hello</h1>').toString('base64url'),
  bodyEncoding: 'base64',
});
