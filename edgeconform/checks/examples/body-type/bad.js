// event: viewer-request
exports.handler = async () => ({ status: '200', body: Buffer.from('hello') });
