"""What `lightbox check` looks at, one file per neighborhood; nothing here changes anything that lasts."""
