// event: viewer-request
exports.handler = async () => ({
  headers: { location: [{ key: 'Location', value: '/en/' }] },
});
