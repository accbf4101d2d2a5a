"""Serialises and parses for SNS as botocore does, for a test: one JSON request a line in, one JSON answer a line out.

{"operation", "params"}: the form that is sent, {"form"}. BinaryValue is base64 in params.
{"operation", "xml"}: the structure that a caller gets, {"result"}.
{"error": xml}: what a caller is told, {"code", "message", "type", "requestId"}, and by the code what the service model
says of it, {"shape", "status"}, both null where it does not know the code.
"""

import base64
import json
import sys
from urllib.parse import urlencode

import botocore.session
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

service = botocore.session.get_session().get_service_model("sns")
serializer = create_serializer("query")
parser = create_parser("query")


def blobs(value):
    if isinstance(value, dict):
        return {k: base64.b64decode(v) if k == "BinaryValue" else blobs(v) for k, v in value.items()}
    return [blobs(v) for v in value] if isinstance(value, list) else value


def http(body, status):
    return {"body": body.encode("utf-8"), "headers": {}, "status_code": status}


def form(operation, params):
    return {"form": urlencode(serializer.serialize_to_request(blobs(params), operation)["body"])}


def result(operation, xml):
    parsed = parser.parse(http(xml, 200), operation.output_shape)
    parsed.pop("ResponseMetadata")
    return {"result": parsed}


def error(xml):
    parsed = parser.parse(http(xml, 400), None)
    told = parsed["Error"]
    shape = service.shape_for_error_code(told["Code"])
    known = shape.metadata.get("error", {}) if shape else {}
    return {
        "code": told["Code"],
        "message": told["Message"],
        "type": told["Type"],
        "requestId": parsed["ResponseMetadata"]["RequestId"],
        "shape": shape.name if shape else None,
        "status": known.get("httpStatusCode"),
    }


for line in sys.stdin:
    asked = json.loads(line)
    if "error" in asked:
        answer = error(asked["error"])
    else:
        operation = service.operation_model(asked["operation"])
        answer = form(operation, asked["params"]) if "params" in asked else result(operation, asked["xml"])
    # the one instant in any answer
    print(json.dumps(answer, default=lambda instant: instant.strftime("%Y-%m-%dT%H:%M:%SZ")), flush=True)
