"""Lightbox: time-limited consult rooms with live review of medical images; never a place for data that outlives its consult."""
