// event: viewer-request
/**
 * Normalise the User-Agent to a device class, in a header of its own for the cache key.
 *
 * Distribution: the cache policy includes the header X-Device-Class, and not User-Agent, which has
 * so many values that hardly any request would hit the cache.
 */
'use strict';

const TABLETS = ['ipad', 'tablet', 'kindle', 'silk/', 'playbook'];
const PHONES = ['mobi', 'iphone', 'ipod', 'windows phone', 'opera mini'];

/** "tablet", "mobile" or "desktop", the last also for an unknown or missing agent. */
const deviceClass = (userAgent) => {
  const text = userAgent.toLowerCase();
  const names = (words) => words.some((word) => text.includes(word));
  // Android tablets name Android without Mobile.
  if (names(TABLETS) || (text.includes('android') && !text.includes('mobi'))) return 'tablet';
  return names(PHONES) ? 'mobile' : 'desktop';
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const userAgent = (request.headers['user-agent'] ?? []).map(({ value }) => value).join(' ');
  // Overwritten, so that a viewer cannot choose its own class.
  request.headers['x-device-class'] = [{ key: 'X-Device-Class', value: deviceClass(userAgent) }];
  return request;
};
