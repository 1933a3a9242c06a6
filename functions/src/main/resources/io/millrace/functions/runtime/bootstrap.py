"""Runs a Lambda function's Python handler: one process, one invocation at a time, on the Lambda Runtime API.

Behaves as AWS's own runtime client where a function can see it: import and handler errors, the context object, log
lines, and bytes in answers, which simplejson (what AWS uses) writes as text. Needs the standard library alone, and runs
on Python 3.8 and later.
"""

import _thread
import decimal
import importlib
import importlib.machinery
import json
import logging
import math
import os
import re
import socket
import sys
import time
import traceback
import types

_HERE = os.path.abspath(__file__)
_NBSP = "\u00a0"


class Fault(Exception):
    """An error of the runtime's, not of the handler's, with AWS's name for it."""

    def __init__(self, kind, message, trace=None):
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.trace = trace


# ---------------------------------------------------------------- the Runtime API


class RuntimeApi:
    """One kept-alive connection to the Runtime API."""

    def __init__(self, address):
        host, port = address.rsplit(":", 1)
        self._host = address.encode()
        self._socket = socket.create_connection((host, int(port)))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._socket.makefile("rb", 1 << 16)

    def next(self):
        """The next invocation's headers (by lower-case name) and body; waits for it."""
        status, headers, body = self._call(b"GET", b"invocation/next", b"")
        if status != 200:
            sys.exit(1)
        return headers, body

    def answer(self, request_id, body, content_type):
        self._call(b"POST", b"invocation/" + request_id + b"/response", body, b"Content-Type: " + content_type)

    def fail(self, path, error):
        kind = error["errorType"].encode("ascii", "replace").replace(b"\r", b"").replace(b"\n", b"")
        body = _encode(error).encode()
        self._call(b"POST", path, body, b"Lambda-Runtime-Function-Error-Type: " + kind)

    def _call(self, method, path, body, header=None):
        head = b"%s /2018-06-01/runtime/%s HTTP/1.1\r\nHost: %s\r\n" % (method, path, self._host)
        if header is not None:
            head += header + b"\r\n"
        if method == b"POST":
            head += b"Content-Length: %d\r\n" % len(body)
        self._socket.sendall(head + b"\r\n")
        if body:
            self._socket.sendall(body)
        return self._read()

    def _read(self):
        line = self._file.readline()
        if not line:
            sys.exit(0)  # The server has gone, or wants this process no longer.
        status = int(line.split(None, 2)[1])
        headers = {}
        while True:
            line = self._file.readline()
            if line in (b"\r\n", b""):
                break
            name, _, value = line.partition(b":")
            headers[name.strip().lower().decode("latin-1")] = value.strip().decode("utf-8")
        length = int(headers.get("content-length", "0"))
        return status, headers, self._file.read(length) if length else b""


# ---------------------------------------------------------------- the answer as JSON

_decimals = []
_MARK = "\u0000decimal:" + os.urandom(8).hex() + ":"
_MARKED = re.compile(re.escape(json.dumps(_MARK)[:-1]) + r'(\d+)"')


def _default(value):
    """What simplejson, with AWS's encoder, writes for values that the json module refuses."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, decimal.Decimal):
        if value.is_nan():
            return math.nan
        _decimals.append(str(value))
        return _MARK + str(len(_decimals) - 1)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


_NON_ASCII = {"AWS_Lambda_python3.%d" % minor for minor in range(12, 30)}
_encoder = json.JSONEncoder(
    default=_default, ensure_ascii=os.environ.get("AWS_EXECUTION_ENV") not in _NON_ASCII
)


def _encode(value):
    del _decimals[:]
    text = _encoder.encode(value)
    if _decimals:
        text = _MARKED.sub(lambda match: _decimals[int(match.group(1))], text)
    return text


def _text_keys(value):
    """A copy whose keys are text where they were bytes, as simplejson writes them."""
    if isinstance(value, dict):
        return {k.decode("utf-8") if isinstance(k, bytes) else k: _text_keys(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_text_keys(item) for item in value]
    return value


def marshal(answer):
    if isinstance(answer, bytes):
        return answer, b"application/unknown"
    try:
        try:
            text = _encode(answer)
        except TypeError as refused:
            if "not bytes" not in str(refused):
                raise
            text = _encode(_text_keys(answer))
        return text.encode("utf-8", "surrogatepass"), b"application/json"
    except Exception as refused:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: %s" % refused)


def unmarshal(body):
    try:
        return json.loads(body)
    except Exception as refused:
        raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % refused)


# ---------------------------------------------------------------- the context object


class _Record:
    """Attributes from a mapping; those that are missing are None."""

    def __init__(self, names, values):
        for name in names:
            setattr(self, name, values.get(name))


_CLIENT = ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name")


class LambdaContext:
    def __init__(self, request_id, function_arn, deadline, client_context, identity):
        self.aws_request_id = request_id
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = function_arn
        self.client_context = None
        if client_context is not None:
            self.client_context = _Record(("custom", "env", "client"), client_context)
            if self.client_context.client is not None:
                self.client_context.client = _Record(_CLIENT, self.client_context.client)
        self.identity = _Record(("cognito_identity_id", "cognito_identity_pool_id"), {})
        if identity is not None:
            self.identity.cognito_identity_id = identity.get("cognitoIdentityId")
            self.identity.cognito_identity_pool_id = identity.get("cognitoIdentityPoolId")
        self._deadline = deadline

    def get_remaining_time_in_millis(self):
        return max(self._deadline - int(time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        shown = ",".join("%s=%s" % item for item in vars(self).items() if not item[0].startswith("_"))
        return "LambdaContext([%s])" % shown


def _context(headers):
    def parsed(name, title):
        text = headers.get(name)
        if not text:
            return None
        try:
            return json.loads(text)
        except Exception as refused:
            raise Fault("Runtime.LambdaContextUnmarshalError", "Unable to parse %s JSON: %s" % (title, refused))

    return LambdaContext(
        headers["lambda-runtime-aws-request-id"],
        headers.get("lambda-runtime-invoked-function-arn"),
        int(headers["lambda-runtime-deadline-ms"]),
        parsed("lambda-runtime-client-context", "Client Context"),
        parsed("lambda-runtime-cognito-identity", "Cognito Identity"),
    )


# ---------------------------------------------------------------- errors and the log


def _frames(tb):
    frames = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(tb)]
    for index, frame in enumerate(frames):
        if frame[0] != _HERE and "importlib" not in frame[0]:
            return traceback.format_list(frames[index:])
    return traceback.format_list(frames)


def _error(failure, request_id=""):
    if isinstance(failure, Fault):
        kind, message, trace = failure.kind, failure.message, failure.trace or []
    else:
        kind, message, trace = type(failure).__name__, str(failure), _frames(failure.__traceback__)
    return {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace}


def _log_error(error):
    """One line of the log: its own lines end with a carriage return and are indented with no-break spaces."""
    title = "[ERROR] " + error["errorType"]
    if error["errorMessage"]:
        title += ": " + error["errorMessage"]
    lines = [title, "Traceback (most recent call last):"]
    for element in error["stackTrace"]:
        for line in element.splitlines():
            bare = line.lstrip(" ")
            lines.append(_NBSP * (len(line) - len(bare)) + bare)
    sys.stdout.write("\r".join(lines) + "\n")
    sys.stdout.flush()


class _LogHandler(logging.Handler):
    request_id = ""

    def emit(self, record):
        record.aws_request_id = _LogHandler.request_id
        sys.stdout.write(self.format(record))


def _set_up_logging():
    logging.Formatter.converter = time.gmtime
    handler = _LogHandler()
    handler.setFormatter(
        logging.Formatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n", "%Y-%m-%dT%H:%M:%S"
        )
    )
    logging.getLogger().addHandler(handler)


# ---------------------------------------------------------------- boto3 where the machine has none


class _Missing:
    """Stands for a name of a library that is not installed; whoever uses it is told."""

    def __init__(self, name):
        self.__dict__["_name"] = name

    def _refuse(self, *args, **kwargs):
        library = self._name.split(".")[0]
        raise RuntimeError(
            "%s was used, but %s is not installed for %s (Python %d.%d). Install it with: %s -m pip install boto3"
            % (self._name, library, sys.executable, sys.version_info[0], sys.version_info[1], sys.executable)
        )

    __call__ = __setattr__ = __getitem__ = __iter__ = __enter__ = _refuse

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._refuse()


class _MissingLibraries:
    """Found last: lets `import boto3` succeed where the machine has none, and fail clearly on first use.

    Where it is installed, a part that it lacks stays missing: botocore itself looks for parts that need not be there.
    """

    _NAMES = ("boto3", "botocore", "s3transfer")

    def find_spec(self, name, path=None, target=None):
        parent, _, _ = name.rpartition(".")
        if parent:
            if getattr(getattr(sys.modules.get(parent), "__spec__", None), "loader", None) is not self:
                return None
        elif name not in self._NAMES:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return types.ModuleType(spec.name)

    def exec_module(self, module):
        def named(name):
            if name.startswith("__"):
                raise AttributeError(name)
            if module.__name__ == "botocore.exceptions":
                return type(name, (Exception,), {})  # So that an `except ClientError` can stand in the code.
            return _Missing(module.__name__ + "." + name)

        module.__getattr__ = named


# ---------------------------------------------------------------- the loop


def _handler(name):
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        raise Fault(
            "Runtime.MalformedHandlerName",
            "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name,
        )
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault(
            "Runtime.BuiltInModuleConflict", "Cannot use built-in module %s as a handler module" % module_name
        )
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as missing:
        raise Fault("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, missing))
    except SyntaxError as broken:
        raise Fault(
            "Runtime.UserCodeSyntaxError",
            "Syntax error in module '%s': %s" % (module_name, broken),
            ['  File "%s" Line %s\n    %s' % (broken.filename, broken.lineno, broken.text)],
        )
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise Fault(
            "Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (function_name, module_name)
        )


def _end_with_server():
    """Ends this process when the server's end of standard input closes, and gives the function an empty one."""
    line = os.dup(0)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)

    def watch():
        while os.read(line, 4096):
            pass
        os._exit(1)

    _thread.start_new_thread(watch, ())


def main():
    _end_with_server()
    end_of_log = os.dup(1)
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", write_through=True)
    sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace", write_through=True)
    sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
    sys.meta_path.append(_MissingLibraries())
    _set_up_logging()
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        handler = _handler(os.environ["_HANDLER"])
    except Exception as failure:
        error = _error(failure)
        _log_error(error)
        os.write(end_of_log, b"\0")
        api.fail(b"init/error", error)
        sys.exit(1)
    while True:
        headers, body = api.next()
        request_id = headers["lambda-runtime-aws-request-id"]
        _LogHandler.request_id = request_id
        if "lambda-runtime-trace-id" in headers:
            os.environ["_X_AMZN_TRACE_ID"] = headers["lambda-runtime-trace-id"]
        error = None
        try:
            answer, content_type = marshal(handler(unmarshal(body), _context(headers)))
        except Exception as failure:
            error = _error(failure, request_id)
        body = None
        if error is not None:
            _log_error(error)
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(end_of_log, b"\0")  # The server reads the log up to here before it takes the answer.
        if error is not None:
            api.fail(b"invocation/" + request_id.encode() + b"/error", error)
        else:
            api.answer(request_id.encode(), answer, content_type)
            answer = None


if __name__ == "__main__":
    main()
