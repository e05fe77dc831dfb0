// event: viewer-request
const VERSIONS = Object.freeze({ 1: '/v1', 2: '/v2', 3: '/v3' });

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const version = request.headers['x-api-version']?.[0].value;
  const prefix = Object.hasOwn(VERSIONS, version ?? '') ? VERSIONS[version] : VERSIONS[1];
  if (request.uri.startsWith('/api/')) request.uri = prefix + request.uri.slice('/api'.length);
  return request;
};
