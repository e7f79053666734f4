"""Who somebody is and how they prove it: accounts, factors, logins, invites; never a clock, SQL or a session's rules."""
