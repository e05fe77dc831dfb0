# event: viewer-request
import asyncio


async def passed_on(event):
    return event["Records"][0]["cf"]["request"]


def handler(event, context):
    return asyncio.run(passed_on(event))
