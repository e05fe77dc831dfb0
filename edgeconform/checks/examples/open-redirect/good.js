// event: viewer-request
const HOST = 'www.example.com';

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri.endsWith('/')) return request;
  const query = request.querystring && `?${request.querystring}`;
  const location = [{ key: 'Location', value: `https://${HOST}${request.uri}/${query}` }];
  return { status: '301', headers: { location } };
};
