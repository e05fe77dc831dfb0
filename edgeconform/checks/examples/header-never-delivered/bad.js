// event: origin-request
// options: --policy minimal
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const languages = request.headers['accept-language']?.[0].value ?? '';
  if (languages.startsWith('de')) request.uri = `/de${request.uri}`;
  return request;
};
