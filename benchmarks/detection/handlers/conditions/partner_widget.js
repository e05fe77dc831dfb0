// event: viewer-response, expect: EC302
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const query = new URLSearchParams(request.querystring);
  if (request.uri === '/widget.js' && query.get('partner') === 'initech') {
    delete response.headers.via;
    response.headers['cache-control'] = [{ key: 'Cache-Control', value: 'no-store' }];
  }
  return response;
};
