// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const parameters = request.querystring.split('&');
  request.querystring = parameters.filter((one) => one !== 'debug=1').join('&');
  return request;
};
