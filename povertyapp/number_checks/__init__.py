"""All number checks: every identity and total recomputed from raw rows, without the product's code.

The checks deliberately use none of the product's queries and rules, so that an error there cannot
hide itself: plain SQL for both databases, and the law's arithmetic written a second time.
"""
