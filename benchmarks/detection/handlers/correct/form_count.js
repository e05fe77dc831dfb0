// event: origin-request, options: --include-body
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const data = request.body?.data ?? '';
  const form = new URLSearchParams(Buffer.from(data, 'base64').toString('latin1'));
  const fields = String([...form.keys()].length);
  request.headers['x-fields'] = [{ key: 'X-Fields', value: fields }];
  return request;
};
