// event: origin-response
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (response.status === '200' && /\.[0-9a-f]{8}\.(?:js|css)$/.test(request.uri)) {
    response.headers['cache-control'] = [
      { key: 'Cache-Control', value: 'public, max-age=31536000, immutable' },
    ];
  }
  return response;
};
