// event: viewer-request
const LONGEST = 1000;

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const original = encodeURIComponent(request.uri);
  if (original.length < LONGEST && request.querystring.length < LONGEST) {
    request.querystring = `${request.querystring}&original=${original}`;
  }
  return request;
};
