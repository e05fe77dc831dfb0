// event: origin-response
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers = {
    'cache-control': [{ key: 'Cache-Control', value: 'no-store' }],
  };
  return response;
};
