# event: origin-request, options: --policy all-viewer
SUPPORTED = ("en", "de", "fr")


def preferred(value):
    ranked = []
    for position, part in enumerate(value.split(",")):
        tag, _, parameters = part.strip().partition(";")
        quality = 1.0
        if parameters.strip().startswith("q="):
            try:
                quality = float(parameters.strip()[2:])
            except ValueError:
                quality = 0.0
        ranked.append((-quality, position, tag.split("-")[0].lower()))
    return next((tag for _, _, tag in sorted(ranked) if tag in SUPPORTED), "en")


def handler(event, context):
    request = event["Records"][0]["cf"]["request"]
    lines = request["headers"].get("accept-language", [])
    language = preferred(",".join(line["value"] for line in lines)) if lines else "en"
    if not request["uri"].startswith(tuple(f"/{each}/" for each in SUPPORTED)):
        request["uri"] = f"/{language}{request['uri']}"
    return request
