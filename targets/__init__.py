"""The year's plan: goals, allocation to communes, their answers, exit registrations, forecast.

It reads results from `households` and never writes to the register or to a list.
"""
