// event: viewer-request
const AGE = [{ key: 'Cache-Control', value: 'public, max-age=86400' }];
const PAGES = ['/', '/index.html', '/about.html'];

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (PAGES.includes(request.uri)) return request;
  return { status: '404', headers: { 'cache-control': AGE } };
};
