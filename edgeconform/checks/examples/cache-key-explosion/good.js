// event: viewer-request
const DAY = 24 * 60 * 60 * 1000;

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const [agent] = request.headers['user-agent'] ?? [];
  const value = agent?.value.includes('Mobi') ? 'mobile' : 'desktop';
  request.headers['x-device'] = [{ key: 'X-Device', value }];
  request.querystring = `day=${Math.floor(Date.now() / DAY)}`;
  return request;
};
