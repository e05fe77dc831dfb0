// event: viewer-request
exports.handler = async (event) => {
  const { uri } = event.Records[0].cf.request;
  return { statusCode: 302, headers: { location: { value: `/en${uri.length > 99 ? '/' : ''}` } } };
};
