// event: origin-response
const DROPPED = ['server', 'vary', 'x-powered-by'];

exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  const entries = Object.entries(response.headers);
  response.headers = Object.fromEntries(entries.filter(([name]) => !DROPPED.includes(name)));
  return response;
};
