"""The dashboard, the official reports and their workbooks.

It reads figures of all other apps and never writes: it uses no service and has no table.
"""
