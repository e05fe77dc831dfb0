// event: origin-request
// options: --policy minimal --header accept-language
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const languages = request.headers['accept-language']?.[0].value ?? '';
  request.headers['x-language'] ??= [{ key: 'X-Language', value: languages.slice(0, 2) || 'en' }];
  return request;
};
