"""R18 and R15: a swarm of raw clients in a process of its own before one real server process, and what each thing costs.

`make bench ONLY=R18` seats `SESSIONS` × 5 people (1 000 by default), `make bench ONLY=R15` drops them all at once.
How people get their seats without hours of codes is in `seeding`; who says what when is in `people`.
"""
