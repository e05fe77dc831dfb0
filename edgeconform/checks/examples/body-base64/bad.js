// event: viewer-request
exports.handler = async () => ({
  status: '200',
  body: `data:text/html;base64,${Buffer.from('<h1>hello</h1>').toString('base64')}`,
  bodyEncoding: 'base64',
});
