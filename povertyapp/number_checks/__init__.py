"""Every identity and total recomputed from raw rows.

On purpose nothing here uses the product's own queries and rules: an error there must not hide
itself. Plain SQL that both engines understand, and the law's arithmetic written a second time.
"""
