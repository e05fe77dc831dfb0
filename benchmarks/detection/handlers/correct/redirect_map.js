// event: viewer-request
const MOVED = new Map([
  ['/about-us.html', '/company/'],
  ['/jobs', 'https://careers.example.com/'],
  ['/press/2019/launch', '/news/2019/launch/'],
]);

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const target = MOVED.get(request.uri);
  if (target === undefined) return request;
  const query = request.querystring ? `?${encodeURI(request.querystring).replace(/%25/g, '%')}` : '';
  return {
    status: '301',
    statusDescription: 'Moved Permanently',
    headers: { location: [{ key: 'Location', value: target + query }] },
  };
};
