// event: origin-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.headers.te = [{ key: 'TE', value: 'trailers' }];
  return request;
};
