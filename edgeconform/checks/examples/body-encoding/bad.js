// event: viewer-request
exports.handler = async () => ({ status: '200', body: 'hello', bodyEncoding: 'identity' });
