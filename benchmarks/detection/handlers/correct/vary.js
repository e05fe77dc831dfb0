// event: origin-response
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const vary = response.headers.vary ?? [];
  const names = vary.flatMap(({ value }) => value.split(',')).map((name) => name.trim().toLowerCase());
  if (!names.includes('accept') && !names.includes('*')) {
    response.headers.vary = [...vary, { key: 'Vary', value: 'Accept' }];
  }
  return response;
};
