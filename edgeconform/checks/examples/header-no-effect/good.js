// event: origin-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  delete request.headers.te;
  request.headers['x-te'] = [{ key: 'X-TE', value: 'trailers' }];
  return request;
};
