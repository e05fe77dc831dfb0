// event: viewer-request
// options: --time-budget 400
const { setImmediate: wait } = require('node:timers/promises');

exports.handler = async (event) => {
  await wait();
  return event.Records[0].cf.request;
};
