// event: viewer-request, expect: EC406
const LAST = 250;

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const params = new URLSearchParams(request.querystring);
  const page = parseInt(params.get('page'), 10);
  if (page === LAST + 1) {
    request.querystring = 'page=last page';
  }
  return request;
};
