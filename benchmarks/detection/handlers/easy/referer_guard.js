// event: viewer-request, expect: EC102
const ALLOWED = ['www.example.com', 'example.com'];

module.exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const referer = request.headers.referer?.[0].value;
  if (referer === undefined) return request;
  if (ALLOWED.includes(new URL(referer).host)) return request;
  return { status: '403', statusDescription: 'Forbidden', body: 'no hot-linking' };
};
