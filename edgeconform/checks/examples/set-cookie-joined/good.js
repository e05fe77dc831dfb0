// event: viewer-request
const COOKIES = [
  'group=a; Path=/; Expires=Fri, 01 Jan 2038 00:00:00 GMT',
  'seen=1,2; Path=/',
];

exports.handler = async () => ({
  status: '200',
  headers: { 'set-cookie': COOKIES.map((value) => ({ key: 'Set-Cookie', value })) },
});
