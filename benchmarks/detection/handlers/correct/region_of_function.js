// event: viewer-request
const region = process.env.AWS_REGION;

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.headers['x-served-region'] = [{ key: 'X-Served-Region', value: region ?? 'unknown' }];
  return request;
};
