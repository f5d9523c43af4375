"""The household register, poverty standards, review rounds and forms, and yearly poor lists.

Classifies households by law, records life events and freezes closed rounds. It knows no village
meeting, posting or decision (procedure), no cause or programme (support) and no target (targets).
"""
