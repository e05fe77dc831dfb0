// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const started = process.hrtime.bigint();
  request.headers['x-started'] = [{ key: 'X-Started', value: `${started}` }];
  return request;
};
