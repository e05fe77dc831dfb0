// event: viewer-request
exports.handler = async () => ({ status: '200', body: undefined });
