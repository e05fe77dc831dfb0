// event: viewer-request, expect: EC302
exports.handler = async (event) => {
  const request = event.Records[0].cf.request;
  const host = request.headers.host[0].value;
  if (host.startsWith('www.')) {
    request.headers.host = [{ key: 'Host', value: host.slice(4) }];
  }
  return request;
};
