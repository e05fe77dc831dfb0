// event: viewer-request, expect: EC213
const HOSTS = new Map([
  ['old-shop.example.net', 'https://shop.example.com'],
  ['blog.example.net', 'https://www.example.com/blog'],
]);

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const target = HOSTS.get(request.headers.host[0].value);
  if (!target) return request;
  return {
    status: '301 Moved Permanently',
    headers: { location: [{ key: 'Location', value: target + request.uri }] },
  };
};
