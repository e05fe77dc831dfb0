// event: origin-request
// options: --enable EC513
const ORIGIN = {
  s3: {
    domainName: 'assets.s3.eu-west-1.amazonaws.com',
    region: 'eu-west-1',
    authMethod: 'none',
    path: '',
    customHeaders: {},
    port: 443,
    protocol: 'https',
  },
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.origin = ORIGIN;
  request.headers.host = [{ key: 'Host', value: 'assets.s3.eu-west-1.amazonaws.com' }];
  return request;
};
