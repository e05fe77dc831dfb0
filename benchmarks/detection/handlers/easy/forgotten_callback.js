// event: origin-request, expect: EC201
exports.handler = (event, context, callback) => {
  const request = event.Records[0].cf.request;
  const segments = request.uri.split('/');
  if (segments.length > 2) {
    request.uri = '/' + segments.slice(2).join('/');
    callback(null, request);
  }
};
