// event: viewer-request
const parse = (headers) => {
  const jar = new Map();
  for (const { value } of headers.cookie ?? []) {
    for (const pair of value.split(';')) {
      const at = pair.indexOf('=');
      if (at > 0) jar.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
    }
  }
  return jar;
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const theme = parse(request.headers).get('theme');
  const known = theme === 'dark' || theme === 'light' ? theme : 'light';
  request.headers['x-theme'] = [{ key: 'X-Theme', value: known }];
  return request;
};
