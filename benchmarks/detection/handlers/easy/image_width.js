// event: viewer-request, expect: EC102
const WIDTHS = [320, 640, 1280, 1920];

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.querystring) {
    const width = Number(request.querystring.match(/w=(\d+)/)[1]);
    const best = WIDTHS.find((each) => each >= width) ?? 1920;
    request.uri = `/resized/${best}${request.uri}`;
  }
  return request;
};
