// event: viewer-request
const language = (headers) => {
  const [first] = headers['accept-language'] ?? [];
  return first?.value.match(/^[a-z]{2}/)?.[0];
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.uri = `/${language(request.headers)}/index.html`;
  return request;
};
