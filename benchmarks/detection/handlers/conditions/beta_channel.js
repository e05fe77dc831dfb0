// event: viewer-request, expect: EC306
const BETA = '/app/';

function cookies(headers) {
  const jar = {};
  for (const { value } of headers.cookie ?? []) {
    for (const pair of value.split(';')) {
      const at = pair.indexOf('=');
      if (at > 0) jar[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
    }
  }
  return jar;
}

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const { channel } = cookies(request.headers);
  if (channel === 'beta' && request.uri.startsWith(BETA)) {
    request.uri = request.uri.replace(BETA, '/app-beta/');
    request.headers['x-channel'] = [{ key: 'X-Channel', value: 2 }];
  }
  return request;
};
