// event: viewer-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const entries = request.headers.cookie ?? [];
  const cookies = entries.flatMap(({ value }) => value.split(';')).map((each) => each.trim());
  if (cookies.includes('beta=on')) request.uri = '/beta.html';
  if (cookies.length) {
    request.headers.cookie = [{ key: 'Cookie', value: cookies.join('; ') }];
  }
  return request;
};
