"""The year's plan: goals, their allocation to communes, communes' answers, households registered to exit,
progress and forecast.

It reads results from `households` and never writes to the register or to a list.
"""
