"""The JSON routes, one file per noun: a request becomes one call of a use case; never a rule of its own."""
