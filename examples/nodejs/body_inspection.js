// event: origin-request
/**
 * Take fields that viewers must not set out of posted forms.
 *
 * Distribution: "Include body" is on for this function; an origin request policy passes
 * Content-Type on. CloudFront works out the new Content-Length by itself.
 */
'use strict';

const { unescape: decode } = require('node:querystring'); // does not throw on "%zz"

const PROTECTED_FIELDS = ['is_admin', 'role'];

/** Whether the request says that it carries a form. */
const isForm = (headers) =>
  (headers['content-type'] ?? []).some(({ value }) =>
    value.trim().toLowerCase().startsWith('application/x-www-form-urlencoded'),
  );

/** Whether a field is protected, also when written r%6Fle=x or role[]=x. */
const isProtected = (field) => {
  const name = decode(field.split('=', 1)[0].replaceAll('+', ' '));
  return PROTECTED_FIELDS.includes(name.split('[', 1)[0]);
};

/** A new 413 response. */
const tooLarge = () => ({
  status: '413',
  statusDescription: 'Content Too Large',
  headers: { 'cache-control': [{ key: 'Cache-Control', value: 'no-store' }] },
});

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const { body, headers } = request;
  if (!body || !isForm(headers)) return request;
  if (body.inputTruncated) return tooLarge(); // nobody has seen its end
  // Latin-1 maps each byte to one character and back, so that any bytes survive.
  const fields = Buffer.from(body.data, 'base64').toString('latin1').split('&');
  const kept = fields.filter((field) => !isProtected(field));
  if (kept.length < fields.length) {
    body.action = 'replace';
    body.encoding = 'base64';
    body.data = Buffer.from(kept.join('&'), 'latin1').toString('base64');
  }
  return request;
};
