// event: viewer-request
const redirects = require('./redirect_table');

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.uri = redirects[request.uri] ?? request.uri;
  return request;
};
