// event: viewer-request
exports.handler = (event, context, callback) => {
  const { request } = event.Records[0].cf;
  if (request.uri.endsWith('/')) {
    callback(null, { ...request, uri: `${request.uri}index.html` });
    return;
  }
  const timer = setTimeout(() => {}, 1000);
  clearTimeout(timer);
  callback(null, request);
};
