"""What must hold, in the folders of server/: one behaviour each, no doubles of our own code, nothing outside this machine."""
