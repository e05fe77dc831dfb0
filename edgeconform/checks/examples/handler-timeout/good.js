// event: viewer-request
// options: --timeout 1
const timer = setInterval(() => console.log('still here'), 60000);
timer.unref();

exports.handler = (event, context, callback) => {
  callback(null, event.Records[0].cf.request);
};
