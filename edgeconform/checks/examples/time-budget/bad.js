// event: viewer-request
// options: --time-budget 400
const { setTimeout: wait } = require('node:timers/promises');

exports.handler = async (event) => {
  await wait(450);
  return event.Records[0].cf.request;
};
