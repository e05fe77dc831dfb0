// event: viewer-request, expect: EC102
'use strict';

exports.handler = (event, context, callback) => {
  const request = event.Records[0].cf.request;
  request.uri = encodeURI(decodeURIComponent(request.uri).toLowerCase());
  callback(null, request);
};
