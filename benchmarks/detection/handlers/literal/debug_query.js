// event: viewer-request, expect: EC107
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const query = new URLSearchParams(request.querystring);
  if (query.get('__trace') === 'on') {
    return {
      status: '200',
      headers: { 'x-started': [{ key: 'X-Started', value: process.hrtime.bigint() }] },
      body: 'trace',
    };
  }
  return request;
};
