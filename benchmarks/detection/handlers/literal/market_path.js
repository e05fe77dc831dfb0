// event: viewer-request, expect: EC401
const MARKETS = ['us', 'ca', 'gb', 'de-at'];

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  for (const market of MARKETS) {
    const prefix = `/${market}`;
    if (request.uri === prefix || request.uri.startsWith(`${prefix}/`)) {
      request.uri = request.uri.slice(prefix.length);
      request.headers['x-market'] = [{ key: 'X-Market', value: market }];
      break;
    }
  }
  return request;
};
