// event: viewer-request
const LONGEST = 1000;

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const { querystring } = request;
  const original = encodeURIComponent(request.uri);
  const isShort = original.length < LONGEST && querystring.length < LONGEST;
  if (isShort && !querystring.includes('original=')) {
    request.querystring = `${querystring}&original=${original}`;
  }
  return request;
};
