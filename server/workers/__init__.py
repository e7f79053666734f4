"""Limited, disposable processes that parse and decode untrusted bytes, and their wire; never keys, paths or rules."""
