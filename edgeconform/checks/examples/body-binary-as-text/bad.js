// event: viewer-request
const { gzipSync } = require('node:zlib');

exports.handler = async () => ({
  status: '200',
  headers: { 'content-encoding': [{ key: 'Content-Encoding', value: 'gzip' }] },
  body: gzipSync('hello, world').toString('base64'),
});
