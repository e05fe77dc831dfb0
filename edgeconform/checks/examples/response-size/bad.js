// event: viewer-request
const page = '\u2014'.repeat(14_000);

exports.handler = async () => ({ status: '503', body: page });
