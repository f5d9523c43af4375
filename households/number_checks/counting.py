"""SQL shared by checks: the year in which a household came or went counts (`LifeEvent.counts_in`)."""

_EVENTS = (
    "FROM households_lifeeventpart p JOIN households_lifeevent e ON e.id = p.event_id"
    " AND e.undone_at IS NULL WHERE p.household_id = h.id"
)
# NULL for a household that came, or went, without an event. `h` is the household.
ARRIVED_IN = (
    f"(SELECT MIN(e.counts_in) {_EVENTS} AND p.role = 'TARGET'"
    " AND e.kind IN ('SPLIT', 'MOVE_BETWEEN'))"
)
DEPARTED_IN = (
    f"(SELECT MAX(e.counts_in) {_EVENTS} AND p.role = 'SOURCE' AND e.kind IN"
    " ('MERGE', 'MOVE_BETWEEN', 'MOVE_OUT', 'DISSOLVE', 'DEATH', 'MERGE_DUPLICATE'))"
)
# The moment of the first event that counts after the year %s.
FIRST_LATER_EVENT = f"(SELECT MIN(e.made_at) {_EVENTS} AND e.counts_in > %s)"
HAS_LATER_EVENT = f"EXISTS (SELECT 1 {_EVENTS} AND e.counts_in > %s)"
