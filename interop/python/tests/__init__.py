"""Tests of the peer: `python -m unittest`, from the folder interop/python."""
