// event: viewer-request
exports.handler = async (event) => {
  const { method, uri, querystring, headers } = event.Records[0].cf.request;
  return { method, uri: `/app${uri}`, querystring, headers };
};
