// event: origin-request
const BUCKET = 'static-assets.s3.eu-west-1.amazonaws.com';

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.origin.s3 && request.uri.startsWith('/static/')) {
    request.origin.s3.domainName = BUCKET;
    request.origin.s3.region = 'eu-west-1';
    request.headers.host = [{ key: 'Host', value: BUCKET }];
  }
  return request;
};
