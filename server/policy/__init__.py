"""The clinic's policy: session types, the limits above them and how long what is kept, read from one file by the roof alone."""

from server.policy.file import digest_of, packaged_text, read_policy

__all__ = ["digest_of", "packaged_text", "read_policy"]
