// event: viewer-request
// options: --runtime nodejs24.x
exports.handler = async (event, context, ...rest) => {
  console.log(rest.length);
  return event.Records[0].cf.request;
};
