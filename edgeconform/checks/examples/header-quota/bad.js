// event: origin-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const [origin] = Object.values(request.origin);
  for (let flag = 1; flag <= 31; flag += 1) {
    origin.customHeaders[`x-flag-${flag}`] = [{ key: `X-Flag-${flag}`, value: 'on' }];
  }
  return request;
};
