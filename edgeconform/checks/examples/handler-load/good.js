// event: viewer-request
let redirects = new Map();
try {
  redirects = new Map(Object.entries(require('./redirect_table')));
} catch (error) {
  console.log(error.code);
}

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  request.uri = redirects.get(request.uri) ?? request.uri;
  return request;
};
