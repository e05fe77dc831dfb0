// event: origin-response
const PAGE = '<h1>This page does not exist</h1>';

exports.handler = async (event) => {
  const { request, response } = event.Records[0].cf;
  if (response.status === '404' && request.method !== 'HEAD') {
    response.body = PAGE;
  }
  return response;
};
