"""The leader's dashboard as its page shows it: words, and where the marks of the charts stand.

Everything here is made from `reports.queries.dashboard`; nothing asks the database. Texts are
prepared here once, so that the templates only write them.
"""
