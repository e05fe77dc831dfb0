// event: viewer-request
exports.handler = async () => ({ status: '200', body: 'aGVsbG8', bodyEncoding: 'base64' });
