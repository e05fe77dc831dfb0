// Viewer-request events as fast-check arbitraries, from the same pools as plain_generator.py. `... COUNT`

import fc from "fast-check";

const pools = {
  "user-agent": ["curl/8", "Mozilla/5.0 (X11)", "Googlebot/2.1", "Amazon CloudFront"],
  accept: ["*/*", "text/html", "image/webp,*/*;q=0.8"],
  "accept-encoding": ["gzip", "gzip, deflate, br", "identity"],
  "accept-language": ["en", "de-DE,de;q=0.9", "*"],
  cookie: ["a=1", "session=abc; lang=en", "a=1; a=2", ""],
  referer: ["https://example.com/", "https://www.example.org/a?b=c"],
  authorization: ["Basic dXNlcjpwYXNz", "Bearer abc.def.ghi"],
  "if-none-match": ['"abc"', 'W/"def"'],
  range: ["bytes=0-99", "bytes=-1"],
  "x-custom": ["1", "value", ""],
};
const segments = ["", "a", "index.html", "blog", "img", "%20", "caf%C3%A9", "..", "x".repeat(40), "v1.2"];
const keys = ["q", "page", "utm_source", "id", "a%5B%5D", "lang"];
const values = ["", "1", "-1", "a+b", "%20", "%E2%82%AC", "true", "x".repeat(60)];

const titled = (name) => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
const lines = (name) => fc.constantFrom(...pools[name]).map((value) => [{ key: titled(name), value }]);
const headers = fc
  .record(Object.fromEntries(Object.keys(pools).map((name) => [name, lines(name)])), { requiredKeys: [] })
  .map((some) => ({ host: [{ key: "Host", value: "d111111abcdef8.cloudfront.net" }], ...some }));
const pair = fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...values)).map((both) => both.join("="));

export const viewerRequests = fc
  .record({
    clientIp: fc.constantFrom("203.0.113.7", "198.51.100.23", "2001:db8::1"),
    headers,
    method: fc.constantFrom("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"),
    querystring: fc.array(pair, { maxLength: 3 }).map((pairs) => pairs.join("&")),
    uri: fc.array(fc.constantFrom(...segments), { maxLength: 4 }).map((parts) => "/" + parts.join("/")),
  })
  .map((request) => ({
    Records: [
      {
        cf: {
          config: {
            distributionDomainName: "d111111abcdef8.cloudfront.net",
            distributionId: "EDFDVBD6EXAMPLE",
            eventType: "viewer-request",
            requestId: "4TyzHTaYWb1GX1qTfsHhEqV6HUDd_BzoBZnwfnvQc_1oF26ClkoUSEQ==",
          },
          request,
        },
      },
    ],
  }));

if (process.argv[1].endsWith("/fast_check.mjs")) {
  const count = Number(process.argv[2]);
  fc.sample(viewerRequests, 1000);
  const started = process.hrtime.bigint();
  fc.sample(viewerRequests, count);
  console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - started) / 1e9 / count }));
}
