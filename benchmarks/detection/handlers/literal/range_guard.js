// event: viewer-request, expect: EC211
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const range = request.headers.range?.[0].value ?? '';
  const found = /^bytes=(\d+)-(\d+),/.exec(range);
  if (!found) return request;
  return { statusDescription: 'Range Not Satisfiable', headers: {}, body: 'one range at a time' };
};
