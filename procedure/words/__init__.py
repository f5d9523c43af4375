"""Vietnamese sentences and labels of the procedure, written from figures."""
