// event: origin-request
const ORIGIN = {
  custom: {
    domainName: 'api.example.com',
    port: 443,
    protocol: 'HTTPS',
    path: '',
    sslProtocols: ['TLSv1.2'],
    readTimeout: 30,
    keepaliveTimeout: 5,
    customHeaders: {},
  },
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.origin = ORIGIN;
  request.headers.host = [{ key: 'Host', value: 'api.example.com' }];
  return request;
};
