// event: viewer-request
const PRIVATE = /^\/admin/g;

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (PRIVATE.test(request.uri)) return { status: '403' };
  return request;
};
