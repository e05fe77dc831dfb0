// event: origin-request
const BUCKET = {
  domainName: 'assets.s3.eu-west-1.amazonaws.com',
  region: 'eu-west-1',
  authMethod: 'none',
  path: '',
  customHeaders: {},
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  Object.assign(request.origin, { s3: BUCKET });
  request.headers.host = [{ key: 'Host', value: BUCKET.domainName }];
  return request;
};
