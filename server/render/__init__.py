"""Stored values to an encoded picture, as arrays and numbers in and out; never sockets, storage or a cache."""
