"""Word documents of the procedure: what stands in each, and the template it is laid out by."""
