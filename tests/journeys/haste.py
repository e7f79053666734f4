"""Waits of the server that steered servers shorten, because tests sit through them; the real ones are checked as numbers."""

CONNECT_S = 3.0
"""Instead of 10: how long a connection may stay without a good ticket."""
PING_S = 4
"""Instead of 10: engine.io's ping interval, and how long its answer may take."""
HEAD_S = 3.0
"""Instead of 10: how long the head of a connection's first request may take."""
