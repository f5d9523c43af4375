"""The leader's dashboard prepared for its page: texts, links, and positions in the charts.

Everything is computed from `reports.queries.dashboard` without queries; the templates only print
it.
"""
