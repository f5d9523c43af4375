"""Correspondence about the year's figures (trao đổi): reminders, comments on figures, questions.

Above `targets`, whose figures it is about; below `reports`.
"""
