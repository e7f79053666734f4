"""Addresses people type, in the one form that may go on a wire."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.identity.addresses import mail_address, phone_number
from server.terms.errors import Malformed


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" maria@mail.example ", "maria@mail.example"),
        ("Maria+visits@Mail.Example", "Maria+visits@mail.example"),
        ("maria@münchen.example", "maria@xn--mnchen-3ya.example"),
        ("maria@\u0430pple.example", "maria@xn--pple-43d.example"),
    ],
)
def test_a_mail_address_is_written_as_servers_read_it(typed: str, address: str) -> None:
    """A look-alike domain (here with a Cyrillic letter) is seen as what it is."""
    assert mail_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "", "maria", "@mail.example", "maria@", "maria@mail", "a b@mail.example", "maria@mail.example, eve@mail.example",
        "maria@mail.example\r\nBcc: eve@mail.example", '"a b"@mail.example', "maria@[127.0.0.1]",
        "maria@-x.example", "maria@x..example", ".maria@mail.example", "ma\u202eria@mail.example", "<maria@mail.example>",
        "m" * 65 + "@mail.example", "m@" + "x" * 64 + ".example", "m@" + "x." * 127 + "example", "maria@mail.123",
    ],
)  # fmt: skip
def test_what_is_no_mail_address_is_refused(typed: str) -> None:
    with pytest.raises(Malformed, match="bad_address"):
        mail_address(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+34 600 12 34 56", "+34600123456"),
        ("0034 (600) 123-456", "+34600123456"),
        ("\uff0b\uff13\uff14\uff16\uff10\uff10\uff11\uff12\uff13\uff14\uff15\uff16", "+34600123456"),
        ("+٣٤٦٠٠١٢٣٤٥٦", "+34600123456"),
    ],
)
def test_a_number_is_written_with_plus_and_digits(typed: str, number: str) -> None:
    assert phone_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "600123456", "+0600123456", "+34 600", "+34600123456789012", "tel:+34600123456", "+34\r\n600123456"]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Malformed, match="bad_address"):
        phone_number(typed)


@given(st.text(max_size=80) | st.text(alphabet="a@.\r\n,<>+0\u0660 ", max_size=40))
def test_whatever_is_typed_one_address_comes_out_or_none(typed: str) -> None:
    """No line end, no separator, nothing but printable ASCII, and what comes out goes in again unchanged."""
    for checked in (mail_address, phone_number):
        try:
            address = checked(typed)
        except Malformed:
            continue
        assert address.isascii()
        assert address.isprintable()
        assert not set(address) & set(' ,;<>()"\\:')
        assert checked(address) == address
