// event: viewer-request, expect: EC701
const PRIVATE = /^\/(?:members|account)\//g;

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (PRIVATE.test(request.uri) && !request.headers.authorization) {
    return { status: '403', statusDescription: 'Forbidden', body: 'members only' };
  }
  return request;
};
