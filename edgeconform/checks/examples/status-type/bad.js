// event: viewer-request
exports.handler = async () => ({ status: 'Not Found' });
