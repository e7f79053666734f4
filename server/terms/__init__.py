"""The shared words every floor may speak: ids, people, views, images, entries, errors; never behavior, clocks or I/O."""
