"""Whole servers in processes of their own, driven from outside: by the probe, by kill -9, by a real browser."""
