// event: viewer-request
/**
 * Normalise the query string for the cache key: tracking parameters dropped, the rest sorted.
 *
 * Distribution: the cache policy includes all query strings. Parameters are never decoded, so that
 * "+", "%2B", a blank value and a broken "%zz" reach the origin as the viewer sent them.
 */
'use strict';

const TRACKING_PREFIX = 'utm_';
const TRACKING_NAMES = ['fbclid', 'gclid', 'msclkid'];

/** What stands before the first equals sign. */
const nameOf = (parameter) => parameter.split('=', 1)[0];

const isTracking = (parameter) => {
  const name = nameOf(parameter).toLowerCase();
  return name.startsWith(TRACKING_PREFIX) || TRACKING_NAMES.includes(name);
};

/** By name only: the sort is stable, so repeated parameters keep their order. */
const byName = (a, b) => Buffer.compare(Buffer.from(nameOf(a)), Buffer.from(nameOf(b)));

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const parameters = request.querystring.split('&').filter((text) => text !== '');
  const kept = parameters.filter((text) => !isTracking(text));
  request.querystring = kept.sort(byName).join('&');
  return request;
};
