// event: viewer-response
const NAME = 'Résumé.pdf';

exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers['content-disposition'] = [
    {
      key: 'Content-Disposition',
      value: `attachment; filename*=UTF-8''${encodeURIComponent(NAME)}`,
    },
  ];
  return response;
};
