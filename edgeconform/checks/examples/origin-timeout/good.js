// event: origin-request
const ORIGIN = {
  custom: {
    domainName: 'api.example.com',
    port: 443,
    protocol: 'https',
    path: '',
    sslProtocols: ['TLSv1.2'],
    readTimeout: 120,
    keepaliveTimeout: 5,
    customHeaders: {},
    responseCompletionTimeout: 0,
  },
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.origin = ORIGIN;
  request.headers.host = [{ key: 'Host', value: 'api.example.com' }];
  return request;
};
