// event: origin-request
const ORIGIN = {
  s3: {
    domainName: 'assets.s3.eu-west-1.amazonaws.com',
    region: 'eu-west-1',
    authMethod: 'none',
    path: '',
    customHeaders: {},
  },
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.origin = ORIGIN;
  return request;
};
