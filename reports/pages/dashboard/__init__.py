"""The leader's dashboard laid out for its page: texts, links, and positions in the charts.

Everything is computed from `reports.queries.dashboard` without queries; the templates only print
it.
"""
