// event: viewer-response
const VARIANTS = ['a', 'b'];

exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const value = VARIANTS[Math.floor(Math.random() * VARIANTS.length)];
  response.headers['x-variant'] = [{ key: 'X-Variant', value }];
  return response;
};
