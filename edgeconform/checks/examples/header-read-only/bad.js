// event: origin-response
const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'via'];

exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  for (const name of HOP_BY_HOP) delete response.headers[name];
  return response;
};
