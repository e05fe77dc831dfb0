// event: viewer-request
const ALLOWED = new Set(['www.example.com', 'example.com']);

function hostOf(text) {
  try {
    return new URL(text).host;
  } catch {
    return undefined;
  }
}

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const referer = request.headers.referer?.[0].value;
  if (!referer || ALLOWED.has(hostOf(referer))) return request;
  return { status: '403', statusDescription: 'Forbidden', body: 'no hot-linking' };
};
