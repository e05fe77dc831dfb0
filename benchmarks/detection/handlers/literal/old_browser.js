// event: viewer-response, expect: EC302
exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  const agent = request.headers['user-agent'] ? request.headers['user-agent'][0].value : '';
  if (/Trident\/7\.0|MSIE \d/.test(agent)) {
    response.headers.warning = [{ key: 'Warning', value: '199 - "browser not supported"' }];
  }
  return response;
};
