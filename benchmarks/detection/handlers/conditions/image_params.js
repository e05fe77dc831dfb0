// event: origin-request, expect: EC402, options: --policy all-viewer
const FORMATS = { webp: 'image/webp', avif: 'image/avif' };

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const query = new URLSearchParams(request.querystring);
  const format = query.get('fm');
  const fit = query.get('fit');
  if (!Object.hasOwn(FORMATS, format)) return request;
  const directory = fit === 'crop' ? '/resized crop' : '/resized';
  request.uri = `${directory}/${format}${request.uri}`;
  request.querystring = '';
  return request;
};
