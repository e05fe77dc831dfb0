// event: viewer-request, expect: EC103, options: --timeout 1
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const range = request.headers.range ? request.headers.range[0].value : '';
  if (request.uri.endsWith('.m3u8') && range.startsWith('bytes=')) {
    let offset = 0;
    const start = Number(range.slice(6).split('-')[0]);
    while (offset !== start) offset += 188;
    request.headers['x-packet'] = [{ key: 'X-Packet', value: String(offset / 188) }];
  }
  return request;
};
