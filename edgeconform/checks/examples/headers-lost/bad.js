// event: origin-response
const KEPT = ['date', 'etag', 'last-modified', 'transfer-encoding', 'via'];

exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const entries = Object.entries(response.headers);
  response.headers = Object.fromEntries(entries.filter(([name]) => KEPT.includes(name)));
  return response;
};
