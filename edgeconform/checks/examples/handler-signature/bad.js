// event: viewer-request
// options: --runtime nodejs24.x
exports.handler = (event, context, callback) => {
  callback(null, event.Records[0].cf.request);
};
