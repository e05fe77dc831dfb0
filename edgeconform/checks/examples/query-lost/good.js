// event: viewer-request
const TRACKING = 'utm_';

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const parameters = request.querystring.split('&');
  const kept = parameters.filter((each) => each && !each.startsWith(TRACKING));
  request.querystring = kept.sort().join('&');
  return request;
};
