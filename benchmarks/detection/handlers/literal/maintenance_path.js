// event: viewer-request, expect: EC218
const BYPASS = '/__maintenance/ack';

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  if (request.uri === BYPASS) {
    return { status: '204', statusDescription: 'No Content', headers: {}, body: 'acknowledged' };
  }
  return request;
};
