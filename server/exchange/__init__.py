"""Other machines and volumes: the record's witness; never a rule, a page or a picture."""
