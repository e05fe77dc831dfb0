// event: origin-response, expect: EC306
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (response.status === '429' && request.method === 'POST') {
    response.headers['retry-after'] = [{ key: 'Retry-After', value: 30 }];
  }
  return response;
};
