"""Makes the files of docs/vectors, the same ones every time."""
