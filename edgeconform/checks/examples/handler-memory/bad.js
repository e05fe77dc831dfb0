// event: origin-request
// options: --memory 128
const table = Buffer.alloc(160_000_000, 'x');

exports.handler = async (event) => {
  console.log(table.length);
  return event.Records[0].cf.request;
};
