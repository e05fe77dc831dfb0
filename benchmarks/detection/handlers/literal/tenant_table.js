// event: origin-request, expect: EC505
const tenants = require('./tenants.json');

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const [, tenant] = request.uri.split('/');
  const entry = Object.hasOwn(tenants, tenant) ? tenants[tenant] : undefined;
  if (entry && request.origin && request.origin.custom) {
    request.origin.custom.domainName = entry.host;
    request.origin.custom.port = entry.port;
    request.headers.host = [{ key: 'Host', value: entry.host }];
  }
  return request;
};
