// event: origin-request
const ROUTES = new Map([['/docs', 'http://docs.example.com/start']]);

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const route = ROUTES.get(request.uri);
  if (route) request.uri = new URL(route).pathname;
  return request;
};
