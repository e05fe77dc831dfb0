// event: origin-request
const token = 'a'.repeat(29_000);

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.headers['x-token'] = [{ key: 'X-Token', value: token }];
  return request;
};
