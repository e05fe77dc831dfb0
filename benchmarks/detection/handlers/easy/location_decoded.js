// event: viewer-request, expect: EC307
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const params = new URLSearchParams(request.querystring);
  const target = params.get('q');
  if (!target) return request;
  return {
    status: '302',
    statusDescription: 'Found',
    headers: { location: [{ key: 'Location', value: `/search/${target}` }] },
  };
};
