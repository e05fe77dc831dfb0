// event: viewer-request
/**
 * Refuse scrapers with 403, and mark search engines in a header, by their User-Agent.
 *
 * Distribution: the cache policy includes the header X-Bot if the origin answers search engines
 * with other content, else an origin request policy does. A User-Agent can be forged: this keeps
 * out the honest ones, and is no protection.
 */
'use strict';

const SCRAPERS = ['ahrefsbot', 'mj12bot', 'petalbot', 'scrapy', 'semrushbot'];
const SEARCH_ENGINES = ['applebot', 'bingbot', 'duckduckbot', 'googlebot', 'yandexbot'];

/** A new 403 response, without a body for HEAD. */
const refusal = (method) => ({
  status: '403',
  statusDescription: 'Forbidden',
  headers: {
    'content-type': [{ key: 'Content-Type', value: 'text/plain; charset=utf-8' }],
    'cache-control': [{ key: 'Cache-Control', value: 'no-store' }],
  },
  ...(method !== 'HEAD' && { body: 'Automated access is not allowed.\n', bodyEncoding: 'text' }),
});

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const agents = (request.headers['user-agent'] ?? []).map(({ value }) => value);
  const userAgent = agents.join(' ').toLowerCase();
  const names = (robots) => robots.some((robot) => userAgent.includes(robot));
  // robots.txt is open to all, so that robots can learn what is asked of them.
  if (request.uri !== '/robots.txt' && names(SCRAPERS)) return refusal(request.method);
  const value = names(SEARCH_ENGINES) ? 'search-engine' : 'none';
  request.headers['x-bot'] = [{ key: 'X-Bot', value }];
  return request;
};
