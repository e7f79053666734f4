"""Sealed objects under random names, in a local folder or any object store; never a plaintext, never a name from outside."""
