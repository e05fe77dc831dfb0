// event: viewer-response
exports.handler = async (event) => {
  const { response } = event.Records[0].cf;
  response.headers['content-disposition'] = [
    { key: 'Content-Disposition', value: 'attachment; filename="Résumé.pdf"' },
  ];
  return response;
};
