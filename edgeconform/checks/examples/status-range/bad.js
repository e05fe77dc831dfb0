// event: viewer-request
exports.handler = async () => ({ status: 0, statusDescription: 'Nothing' });
