"""A proxy of a test's own that ends TLS, asks for a client certificate, and tells the house of it as RFC 9440 says.

It must not hold expectations, nor be lenient: whom the authority does not vouch for, it lets nowhere.
"""

import base64
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

import httpx

from tests.support.kafka_certificates import PemFiles

__all__ = ["asking", "tls_proxy"]

PASSED_ON = ("content-type", "authorization", "origin", "sec-fetch-site", "x-entente")


class _Server(ThreadingHTTPServer):
    house: str


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """This will pass a request on, with the certificate of this connection and with no header that says another."""
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
        der = cast("ssl.SSLSocket", self.connection).getpeercert(binary_form=True)
        if der:
            headers["client-cert"] = f":{base64.b64encode(der).decode()}:"
        answer = httpx.post(f"http://{cast('_Server', self.server).house}{self.path}", content=body, headers=headers)
        self.send_response(answer.status_code)
        self.send_header("content-length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_: object) -> None:
        """This will say nothing."""


@contextmanager
def tls_proxy(house: str, own: PemFiles, authority: Path) -> Iterator[str]:
    """This will run the proxy until the block ends, and give its address. house: host and port behind it."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.house = house
    trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(authority))
    trust.load_cert_chain(own.certificate, own.key)
    trust.verify_mode = ssl.CERT_OPTIONAL
    server.socket = trust.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"https://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def asking(authority: Path, own: PemFiles | None = None) -> httpx.Client:
    """This will make a client that trusts the proxy, and comes with a certificate of its own where it has one."""
    trust = ssl.create_default_context(cafile=str(authority))
    if own is not None:
        trust.load_cert_chain(own.certificate, own.key)
    return httpx.Client(verify=trust)
