// event: origin-request, expect: EC302, options: --policy all-viewer
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const override = request.headers['x-http-method-override'];
  if (override && override[0].value === 'PURGE') {
    delete request.headers.via;
    delete request.headers['x-http-method-override'];
    request.headers['x-purge'] = [{ key: 'X-Purge', value: '1' }];
  }
  return request;
};
