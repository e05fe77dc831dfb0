// event: viewer-request
const HOST = 'new.example.com';

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const value = `https://${HOST}${encodeURI(request.uri)}`;
  return { status: '302', headers: { location: [{ key: 'Location', value }] } };
};
