// event: viewer-request, expect: EC306
function cookie(headers, name) {
  for (const line of headers.cookie || []) {
    for (const part of line.value.split(';')) {
      const [key, ...rest] = part.trim().split('=');
      if (key === name) return rest.join('=');
    }
  }
  return undefined;
}

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (cookie(request.headers, 'wp_preview') === 'draft') {
    request.headers['x-preview'] = [{ key: 'X-Preview', value: true }];
  }
  return request;
};
