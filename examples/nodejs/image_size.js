// event: viewer-request
/**
 * Choose the size and format of an image by query, client hints and Accept.
 *
 * "/images/cat.jpg?w=500" becomes "/resized/640/webp/images/cat.jpg". Distribution: no policy is
 * needed, since the choice is part of the URI and with it of the cache key. Few sizes, so that
 * many viewers share an entry; the origin makes or holds the resized images.
 */
'use strict';

const WIDTHS = [320, 640, 1280, 1920];
const DEFAULT_WIDTH = 1280;
const LONGEST_ADDRESS = 8191; // bytes of URI and query, CloudFront refuses more

/** The values of a header, none if the viewer sent none. */
const values = (headers, name) => (headers[name] ?? []).map(({ value }) => value);

/** The smallest width on offer that is not below the one asked for. */
const width = (headers, parameters) => {
  if (values(headers, 'save-data').includes('on')) return WIDTHS[0];
  const asked = parameters.filter((text) => text.startsWith('w=')).map((text) => text.slice(2));
  asked.push(...values(headers, 'sec-ch-viewport-width'));
  const wanted = Number(asked.find((text) => /^[0-9]{1,5}$/.test(text)) ?? DEFAULT_WIDTH);
  return WIDTHS.find((offer) => offer >= wanted) ?? WIDTHS.at(-1);
};

exports.handler = async (event) => {
  const { request } = event.Records[0].cf;
  const { uri, headers } = request;
  const image = uri.startsWith('/images/') && /\.(jpe?g|png)$/i.test(uri);
  if (!image || !['GET', 'HEAD'].includes(request.method)) return request;
  const parameters = request.querystring.split('&');
  const query = parameters.filter((text) => text.split('=', 1)[0] !== 'w').join('&');
  const webp = values(headers, 'accept').some((value) => value.includes('image/webp'));
  const format = webp ? 'webp' : 'original';
  const resized = `/resized/${width(headers, parameters)}/${format}${uri}`;
  if (Buffer.byteLength(resized + query) <= LONGEST_ADDRESS) {
    request.uri = resized;
    request.querystring = query;
  }
  return request;
};
