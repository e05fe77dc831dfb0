// event: origin-request
exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const answer = await fetch('http://config.example.com/routes.json');
  const routes = await answer.json();
  request.uri = routes[request.uri] ?? request.uri;
  return request;
};
