// event: origin-request
const ORIGIN = {
  custom: {
    domainName: 'api.example.com',
    port: 443,
    protocol: 'https',
    path: '',
    sslProtocols: ['TLSv1.2'],
    readTimeout: 30,
    keepaliveTimeout: 5,
    customHeaders: {
      'cache-control': [{ key: 'Cache-Control', value: 'no-cache' }],
    },
  },
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.origin = ORIGIN;
  request.headers.host = [{ key: 'Host', value: 'api.example.com' }];
  return request;
};
