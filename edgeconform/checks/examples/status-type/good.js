// event: viewer-request
exports.handler = async () => ({ status: 404, statusDescription: 'Not Found' });
