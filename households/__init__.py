"""The household register, poverty standards, review rounds and forms, and yearly poor lists.

Classifies households by law, records life events and freezes closed rounds. Village meetings,
postings and decisions are in `procedure`, causes and programmes in `support`, targets in `targets`.
"""
