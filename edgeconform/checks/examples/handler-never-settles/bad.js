// event: viewer-request
const ready = (uri) =>
  new Promise((resolve) => {
    if (!uri.endsWith('/')) resolve();
  });

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  await ready(request.uri);
  return request;
};
