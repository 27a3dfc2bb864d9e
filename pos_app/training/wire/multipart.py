"""Uploads: `multipart/form-data` (RFC 7578) as parameters, the bytes of a file kept exactly."""

import base64
from email.message import Message

from pos_app.training.wire import forms
from pos_app.training.wire.errors import Body, invalid

FORM_DATA = "multipart/form-data"
FILE = "file"


def decode(body: bytes, content_type: str) -> Body:
    """Texts as any form has them; the part `file` as its name and its bytes in base 64.

    Raises StripeError (400) for a body that isn't built so.
    """
    boundary = _header("content-type", content_type).get_param("boundary")
    if not isinstance(boundary, str) or not boundary:
        raise invalid("Invalid multipart body: no boundary.")
    delimiter = b"\r\n--" + boundary.encode()
    before, *parts = (b"\r\n" + body).split(delimiter)
    if before.strip() or not parts or not parts[-1].startswith(b"--"):
        raise invalid("Invalid multipart body: it does not end with its boundary.")
    texts: list[tuple[str, str]] = []
    found: Body = {}
    for part in parts[:-1]:
        name, filename, content = _part(part)
        if filename is not None:
            found[name] = {
                "filename": filename,
                "content": base64.b64encode(content).decode(),
            }
        else:
            texts.append((name, _text(content)))
    return {**forms.nest(texts), **found}


def _part(part: bytes) -> tuple[str, str | None, bytes]:
    head, separator, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    lines = dict(line.split(": ", 1) for line in _text(head).split("\r\n") if ": " in line)
    named = {name.lower(): value for name, value in lines.items()}
    about = _header("content-disposition", named.get("content-disposition", ""))
    name, filename = (
        about.get_param(which, header="content-disposition") for which in ("name", "filename")
    )
    if not separator or not isinstance(name, str):
        raise invalid("Invalid multipart body: a part has no name.")
    return name, filename if isinstance(filename, str) else None, content


def _header(name: str, value: str) -> Message:
    made = Message()
    made[name] = value
    return made


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        raise invalid("The request body is not valid UTF-8.") from fault
