# Drawn into the pictures themselves, small and faint: Latin letters and digits only.
mark-patient = shared with patient, { $time }
mark-observer = shared with observer, { $time }
