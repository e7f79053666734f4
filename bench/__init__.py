"""How fast it is, beside a public yardstick run in the same minute; never a reason for a test to fail."""
