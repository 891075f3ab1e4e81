"""Young people's files. Every read and every change goes through `door`."""
