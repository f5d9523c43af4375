"""One function per thing a person does with households, forms, rounds and years."""
