"""The Lambda handler as a process: an event a line in, a response a line out."""

import json
import sys
from types import SimpleNamespace

from lambda_function import lambda_handler

print("ready", flush=True)
for line in sys.stdin:
    context = SimpleNamespace(aws_request_id="r", get_remaining_time_in_millis=lambda: 8000)
    print("=" + json.dumps(lambda_handler(json.loads(line), context)), flush=True)
