"""The private network of a test run."""

import socket
import threading

import pytest


def test_address_that_is_not_loopback_answers(outside_address: str) -> None:
    with socket.create_server((outside_address, 0)) as server:
        caller = threading.Thread(target=lambda: socket.create_connection(server.getsockname(), timeout=5).close())
        caller.start()
        connection, peer = server.accept()
        connection.close()
        caller.join()
    assert peer[0] == outside_address


@pytest.mark.network_namespace
def test_nothing_beyond_this_machine_is_reachable() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward, pytest.raises(OSError, match="unreachable"):
        outward.connect(("192.0.2.1", 9))  # TEST-NET-1 (RFC 5737): connecting a datagram socket sends nothing
