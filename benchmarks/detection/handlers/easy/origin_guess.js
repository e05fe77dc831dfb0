// event: origin-request, expect: EC102
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const { origin } = request.headers;
  const { hostname } = new URL(origin ? origin[0].value : 'https://www.example.com');
  request.headers['x-app'] = [{ key: 'X-App', value: hostname }];
  return request;
};
