# event: viewer-request, expect: EC102
LOCALES = {"de": "/de-de", "fr": "/fr-fr", "pt": None}


def locale_of(headers):
    for line in headers.get("cookie", []):
        for part in line["value"].split(";"):
            name, _, value = part.strip().partition("=")
            if name == "locale":
                return value
    return None


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    locale = locale_of(request["headers"])
    if request["uri"] == "/pricing" and locale in LOCALES:
        request["uri"] = LOCALES[locale] + "/pricing"
    return request
