// event: viewer-request
'use strict';

exports.handler = (event, context, callback) => {
  const request = event.Records[0].cf.request;
  if (request.headers['x-block']) {
    callback(null, { status: '403', statusDescription: 'Forbidden' });
    return;
  }
  callback(null, request);
};
