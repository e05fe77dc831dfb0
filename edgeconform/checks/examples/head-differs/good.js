// event: viewer-request
const PAGE = 'We will be back soon.';
const HEADERS = { 'retry-after': [{ key: 'Retry-After', value: '600' }] };

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const response = { status: '503', headers: HEADERS };
  return request.method === 'HEAD' ? response : { ...response, body: PAGE };
};
