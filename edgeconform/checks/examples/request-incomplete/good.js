// event: viewer-request
exports.handler = async (event) => {
  const { uri, ...rest } = event.Records[0].cf.request;
  return { ...rest, uri: `/app${uri}` };
};
