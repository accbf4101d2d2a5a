"""Calls SQS or SNS through boto3 for a test: one JSON request a line in, one JSON answer a line out, many at a time.

usage: boto_bridge.py ENDPOINT SERVICE
request: {"id", "key", "region", "action", "request"}; answer: {"id", "answer"} or {"id", "fault"}. BinaryValue is base64.
"""

import base64
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT, SERVICE = sys.argv[1:]
clients = {}
clients_lock = threading.Lock()
output_lock = threading.Lock()


def client(key, region):
    with clients_lock:
        if (key, region) not in clients:
            session = boto3.session.Session(key, "secret", region_name=region)
            config = Config(retries={"total_max_attempts": 1}, max_pool_connections=32)
            clients[key, region] = session.client(SERVICE, endpoint_url=ENDPOINT, config=config)
        return clients[key, region]


def binary(value, convert):
    """The value with every BinaryValue in it converted."""
    if isinstance(value, dict):
        return {k: convert(v) if k == "BinaryValue" else binary(v, convert) for k, v in value.items()}
    if isinstance(value, list):
        return [binary(v, convert) for v in value]
    return value


def fault(error):
    told = error.response["Error"]
    return {
        "code": told["Code"],
        "shape": told.get("QueryErrorCode", type(error).__name__),
        "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
        "type": told.get("Type", ""),
        "message": told["Message"],
    }


def serve(line):
    asked = json.loads(line)
    answer = {"id": asked["id"]}
    try:
        method = getattr(client(asked["key"], asked["region"]), xform_name(asked["action"]))
        told = method(**binary(asked["request"], base64.b64decode))
        told.pop("ResponseMetadata")
        answer["answer"] = binary(told, lambda blob: base64.b64encode(blob).decode("ascii"))
    except ClientError as error:
        answer["fault"] = fault(error)
    except Exception as error:  # the test shall see it, not the thread pool
        answer["broken"] = repr(error)
    with output_lock:
        print(json.dumps(answer), flush=True)


with ThreadPoolExecutor(32) as pool:
    for line in sys.stdin:
        pool.submit(serve, line)
