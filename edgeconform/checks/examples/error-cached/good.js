// event: viewer-request
const MINUTE = [{ key: 'Cache-Control', value: 'public, max-age=60' }];
const YEAR = [{ key: 'Cache-Control', value: 'public, max-age=31536000' }];
const MOVED = new Map([['/home', '/'], ['/about', '/about.html']]);

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const target = MOVED.get(request.uri);
  if (target) {
    const location = [{ key: 'Location', value: target }];
    return { status: '301', headers: { location, 'cache-control': YEAR } };
  }
  if ([...MOVED.values()].includes(request.uri)) return request;
  return { status: '404', headers: { 'cache-control': MINUTE } };
};
