// event: viewer-request, expect: EC701
let tenant;

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  tenant ??= request.headers.host[0].value.split('.')[0].toLowerCase();
  request.headers['x-tenant'] = [{ key: 'X-Tenant', value: tenant }];
  return request;
};
