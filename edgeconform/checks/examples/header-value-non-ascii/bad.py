# event: viewer-response
def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response["headers"]["content-disposition"] = [
        {"key": "Content-Disposition", "value": 'attachment; filename="Résumé.pdf"'}
    ]
    return response
