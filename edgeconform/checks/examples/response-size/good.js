// event: viewer-request
const page = '\u2014'.repeat(12_000);

exports.handler = async () => ({ status: '503', body: page });
