// event: viewer-request
const WIDTHS = [320, 640, 1280, 1920];

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const found = /(?:^|&)w=(\d{1,4})(?:&|$)/.exec(request.querystring);
  if (found && request.uri.startsWith('/images/')) {
    const width = Number(found[1]);
    const best = WIDTHS.find((each) => each >= width) ?? WIDTHS.at(-1);
    request.headers['x-width'] = [{ key: 'X-Width', value: String(best) }];
  }
  return request;
};
