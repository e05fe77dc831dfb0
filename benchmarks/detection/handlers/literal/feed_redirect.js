// event: viewer-request, expect: EC102
'use strict';

exports.handler = (event, context, callback) => {
  const request = event.Records[0].cf.request;
  const feed = /^\/blog\/(\d{4})\/(\d{2})\/feed(?:\.(rss|atom))?$/.exec(request.uri);
  if (!feed) return callback(null, request);
  const kind = feed[3].toUpperCase();
  return callback(null, {
    status: '301',
    headers: { location: [{ key: 'Location', value: `/feeds/${kind}/${feed[1]}-${feed[2]}` }] },
  });
};
