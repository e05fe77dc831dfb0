// event: origin-response, expect: EC302
const PAGE = '<!doctype html><title>Sorry</title><h1>We will be right back</h1>';

exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  if (Number(response.status) < 500) return response;
  return {
    status: response.status,
    headers: { 'content-type': [{ key: 'Content-Type', value: 'text/html' }] },
    body: PAGE,
  };
};
