// event: viewer-request
const TRACKING = /^(?:utm_[a-z]+|gclid|fbclid)=/;

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.querystring = request.querystring
    .split('&')
    .filter((pair) => !TRACKING.test(pair))
    .join('&');
  return request;
};
