// event: viewer-request
const PAGE = '<!doctype html><meta charset="utf-8"><title>Back soon</title>';

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (!request.uri.startsWith('/shop/')) return request;
  return {
    status: '503',
    statusDescription: 'Service Unavailable',
    headers: {
      'content-type': [{ key: 'Content-Type', value: 'text/html; charset=utf-8' }],
      'cache-control': [{ key: 'Cache-Control', value: 'no-store' }],
      'retry-after': [{ key: 'Retry-After', value: '600' }],
    },
    body: request.method === 'HEAD' ? '' : PAGE,
  };
};
