"""The review procedure of QĐ 24/2021/QĐ-TTg step by step: village meetings, posting, complaints,
decisions, applications within the year, and their papers.

It never classifies a household itself: scores, classes and lists belong to `households`.
"""
