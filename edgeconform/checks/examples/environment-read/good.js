// event: origin-request
const region = process.env.AWS_REGION;
const { LOG_LEVEL = 'info' } = process.env;

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (LOG_LEVEL === 'debug') console.log(region, request.uri);
  return request;
};
