// event: viewer-request
exports.handler = async () => ({
  status: '302',
  headers: { location: [{ key: 'Location', value: 'https://www.example.com/en/' }] },
});
