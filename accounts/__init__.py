"""Users, roles, departments and API tokens, and the one table of who may do what.

Sign-in, lockout and passwords are here. There is no superuser and no Django admin, and no other app
decides what a role may do.
"""
