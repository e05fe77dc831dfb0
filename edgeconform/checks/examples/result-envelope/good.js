// event: viewer-request
exports.handler = async (event) => {
  const { uri } = event.Records[0].cf.request;
  const value = `/en${uri.length > 99 ? '/' : ''}`;
  return { status: 302, headers: { location: [{ value }] } };
};
