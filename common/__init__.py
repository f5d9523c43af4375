"""The toolkit of all apps: text, dates, money, history, paging, Excel, Word, charts, forms.

It imports no app, has no table, and no word of the domain.
"""
