// event: viewer-request, expect: EC104
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const depth = request.headers.depth?.[0].value;
  if (depth === 'infinity' && request.method === 'PUT') {
    console.error('refusing a recursive request');
    process.exit(1);
  }
  return request;
};
