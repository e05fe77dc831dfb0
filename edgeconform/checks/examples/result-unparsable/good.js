// event: origin-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri !== '/robots.txt') return request;
  return { status: '200', body: 'all of it, '.repeat(60_000) };
};
