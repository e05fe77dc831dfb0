// event: viewer-response
const POLICY = `
default-src 'self';
img-src 'self' data:;
`;

exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers['content-security-policy'] = [
    { key: 'Content-Security-Policy', value: POLICY },
  ];
  return response;
};
