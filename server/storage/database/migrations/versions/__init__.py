"""One file per step; an applied step is never edited.

`lost_going_back` says what its `downgrade` throws away: words → how many there are of it (SQL). A step without it is taken
to throw away whatever it added.
"""
