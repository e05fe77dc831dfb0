// event: origin-response
const PAGE = '<h1>This page does not exist</h1>';
const STALE = ['content-encoding', 'content-length', 'etag'];

exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (response.status === '404') {
    for (const name of STALE) delete response.headers[name];
    if (request.method !== 'HEAD') response.body = PAGE;
  }
  return response;
};
