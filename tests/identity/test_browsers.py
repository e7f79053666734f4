"""A browser in two words."""

import pytest

from server.identity.browsers import two_words

MOZILLA = "Mozilla/5.0 "
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) "


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"{MOZILLA}(Windows NT 10.0; Win64; x64) {WEBKIT}Chrome/126.0 Safari/537.36", ("Chrome", "Windows")),
        (f"{MOZILLA}(Windows NT 10.0; Win64; x64) {WEBKIT}Chrome/126.0 Safari/537.36 Edg/126.0", ("Edge", "Windows")),
        (f"{MOZILLA}(X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", ("Firefox", "Linux")),
        (
            f"{MOZILLA}(iPhone; CPU iPhone OS 17_5 like Mac OS X) {WEBKIT}Version/17.5 Safari/604.1",
            ("Safari", "iPhone"),
        ),
        (f"{MOZILLA}(Linux; Android 14; Pixel 8) {WEBKIT}Chrome/126.0 Mobile Safari/537.36", ("Chrome", "Android")),
        (f"{MOZILLA}(Macintosh; Intel Mac OS X 14_5) {WEBKIT}Version/17.5 Safari/605.1", ("Safari", "Mac")),
        ("", ("", "")),
        ("curl/8.5.0", ("", "")),
        ("Maria Silva 555-0100", ("", "")),
        ("x" * 600 + "Firefox/127.0", ("", "")),
    ],
)
def test_a_browser_is_one_of_a_closed_list(user_agent: str, words: tuple[str, str]) -> None:
    """ASVS 7.5: enough to know one's own machines again; what somebody wrote into the header is never kept."""
    assert two_words(user_agent) == words
