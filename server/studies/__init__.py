"""DICOM files as patients, series and stacks: bounded header reading, grouping, order, outcomes of an intake; never pixels or sockets."""
