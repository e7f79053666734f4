"""DICOM files as patients, series and stacks: bounded header reading, grouping, order; never decoded pixels or sockets."""
