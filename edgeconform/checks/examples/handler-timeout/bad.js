// event: viewer-request
// options: --timeout 1
exports.handler = (event, context, callback) => {
  setInterval(() => console.log('still here'), 60000);
  callback(null, event.Records[0].cf.request);
};
