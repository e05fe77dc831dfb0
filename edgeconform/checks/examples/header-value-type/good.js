// event: viewer-request
exports.handler = async () => ({
  status: '503',
  headers: { 'retry-after': [{ key: 'Retry-After', value: `${60 * 5}` }] },
});
