// event: origin-request
/**
 * Spread viewers over several origins, and let an origin group fail over to a standby.
 *
 * Distribution: an origin group with the pool's first origin as primary and the standby as
 * secondary. CloudFront runs this function again for the secondary, and then it must not interfere.
 */
'use strict';

const { createHash } = require('node:crypto');

// A name that stands twice gets twice the share.
const POOL = ['blue.origin.example.com', 'blue.origin.example.com', 'green.origin.example.com'];

/** The origin of a client: the same one each time, without state or randomness. */
const pick = (clientIp) =>
  POOL[createHash('sha256').update(clientIp).digest().readUInt32BE(0) % POOL.length];

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const custom = request.origin?.custom;
  if (!custom || !POOL.includes(custom.domainName)) return request;
  custom.domainName = pick(request.clientIp);
  request.headers.host = [{ key: 'Host', value: custom.domainName }];
  return request;
};
