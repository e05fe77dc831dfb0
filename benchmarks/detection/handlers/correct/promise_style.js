// event: viewer-request
const later = (value) => new Promise((resolve) => setImmediate(resolve, value));

exports.handler = (event) => later(event.Records[0].cf.request);
