// event: viewer-request
const HOST = 'login.example.com';

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const value = `https://${HOST}/sign-in?back=${encodeURIComponent(request.uri)}`;
  return { status: '302', headers: { location: [{ key: 'Location', value }] } };
};
