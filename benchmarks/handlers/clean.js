exports.handler = async (event) => {
  const request = event.Records[0].cf.request;
  request.headers["x-site"] = [{ key: "X-Site", value: "main" }];
  return request;
};
