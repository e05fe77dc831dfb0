// event: viewer-request
exports.handler = async (event) => {
  const { uri } = event.Records[0].cf.request;
  const value = `https://www.example.com/en${uri.length > 99 ? '/' : ''}`;
  return { status: 302, headers: { location: [{ value }] } };
};
