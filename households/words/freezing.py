"""Words of frozen results."""

WHOLE_DISTRICT = "Toàn huyện"
