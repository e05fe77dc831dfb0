// Wrong in several ways, each for some events only.
exports.handler = async (event) => {
  const request = event.Records[0].cf.request;
  const query = new URLSearchParams(request.querystring);
  if (query.has("old")) {
    return { status: "301", headers: { location: [{ value: decodeURIComponent(request.uri) }] } };
  }
  if (request.uri.endsWith("/")) {
    request.headers["x-agent"] = [{ value: request.headers.referer[0].value }];
  }
  if ((request.headers.cookie || []).length > 1) {
    request.headers.connection = [{ key: "Connection", value: "close" }];
  }
  return request;
};
