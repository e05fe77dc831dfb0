// event: origin-response, expect: EC308
const TYPES = { '.webmanifest': 'application/manifest+json', '.wasm': 'application/wasm' };

exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const extension = request.uri.slice(request.uri.lastIndexOf('.'));
  const type = TYPES[extension];
  if (type) {
    response.headers['x-type-note'] = [{ key: 'X-Type-Note', value: `${type} – set at the edge` }];
  }
  return response;
};
