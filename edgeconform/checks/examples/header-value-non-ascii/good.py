# event: viewer-response
from urllib.parse import quote

NAME = "Résumé.pdf"


def handler(event, context):
    response = event["Records"][0]["cf"]["response"]
    response["headers"]["content-disposition"] = [
        {"key": "Content-Disposition", "value": f"attachment; filename*=UTF-8''{quote(NAME)}"}
    ]
    return response
